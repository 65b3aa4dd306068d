#include "projections/timeline/stage.h"

#include "projections/record/visit_kind.h"

namespace cairn {
namespace {

bool IsAboutPlan(v1::NoticeKind notice) {
  return notice == v1::NOTICE_KIND_PLAN_COPY || notice == v1::NOTICE_KIND_ADVICE_SIGNPOSTED;
}

// One overload a kind, in the order of entry.proto.
struct Stager {
  v1::Stage operator()(const v1::RecordOpened&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::IdentifierRecorded&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::DetailsRecorded&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::PersonLinked&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::PlacementRecorded&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::SenStatusSet&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::PermissionRecorded&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::PersonUnlinked&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::ProfilePublished&) const { return v1::STAGE_PLAN; }

  v1::Stage operator()(const v1::ConcernRaised&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::ConcernAnswered&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::VoiceCaptured&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::ContactLogged&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::DocumentFiled&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::ObservationRecorded&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::AssessmentRecorded&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::NeedsIdentified&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::SpecialistReported&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::BarrierRecorded&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::SpecialistReferred&) const { return v1::STAGE_ASSESS; }
  v1::Stage operator()(const v1::RecommendationAnswered&) const { return v1::STAGE_ASSESS; }

  v1::Stage operator()(const v1::PlanIssued&) const { return v1::STAGE_PLAN; }
  v1::Stage operator()(const v1::PositionTaken&) const { return v1::STAGE_PLAN; }
  v1::Stage operator()(const v1::NoticeSent& kind) const {
    if (kind.notice() == v1::NOTICE_KIND_SEN_SUPPORT_STARTS) return v1::STAGE_ASSESS;
    return IsAboutPlan(kind.notice()) ? v1::STAGE_PLAN : v1::STAGE_REVIEW;
  }
  v1::Stage operator()(const v1::ItemAcknowledged&) const { return v1::STAGE_PLAN; }
  v1::Stage operator()(const v1::PlanProposed&) const { return v1::STAGE_PLAN; }
  v1::Stage operator()(const v1::PlanClosed&) const { return v1::STAGE_REVIEW; }

  v1::Stage operator()(const v1::ProvisionStarted&) const { return v1::STAGE_DO; }
  v1::Stage operator()(const v1::ProvisionEnded&) const { return v1::STAGE_DO; }
  v1::Stage operator()(const v1::DeliveryLogged&) const { return v1::STAGE_DO; }
  v1::Stage operator()(const v1::ProgressMeasured&) const { return v1::STAGE_DO; }
  v1::Stage operator()(const v1::IncidentRecorded&) const { return v1::STAGE_DO; }
  v1::Stage operator()(const v1::ProvisionChanged&) const { return v1::STAGE_DO; }
  v1::Stage operator()(const v1::AttendanceSummarised&) const { return v1::STAGE_DO; }

  v1::Stage operator()(const v1::MeetingHeld&) const { return v1::STAGE_REVIEW; }
  v1::Stage operator()(const v1::PlanReviewed&) const { return v1::STAGE_REVIEW; }
  v1::Stage operator()(const v1::MeetingScheduled&) const { return v1::STAGE_REVIEW; }
  v1::Stage operator()(const v1::MeetingNotHeld&) const { return v1::STAGE_REVIEW; }

  v1::Stage operator()(const v1::EarlyHelpRecorded&) const { return v1::STAGE_EHC; }
  v1::Stage operator()(const v1::EhcRequested&) const { return v1::STAGE_EHC; }
  v1::Stage operator()(const v1::EhcAdviceRequested&) const { return v1::STAGE_EHC; }
  v1::Stage operator()(const v1::EhcAdviceGiven&) const { return v1::STAGE_EHC; }
  v1::Stage operator()(const v1::EhcDecisionNotified&) const { return v1::STAGE_EHC; }
  v1::Stage operator()(const v1::EhcPlanServed&) const { return v1::STAGE_EHC; }
  v1::Stage operator()(const v1::EhcExceptionClaimed&) const { return v1::STAGE_EHC; }

  v1::Stage operator()(const v1::DisputeOpened&) const { return v1::STAGE_DISPUTE; }
  v1::Stage operator()(const v1::DisputeStepRecorded&) const { return v1::STAGE_DISPUTE; }
  v1::Stage operator()(const v1::DisputeClosed&) const { return v1::STAGE_DISPUTE; }
  v1::Stage operator()(const v1::RightsRequested&) const { return v1::STAGE_DISPUTE; }
  v1::Stage operator()(const v1::RightsAnswered&) const { return v1::STAGE_DISPUTE; }

  v1::Stage operator()(const v1::EntryVoided&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::HoldPlaced&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::RecordHandedOver&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::RecordExported&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::HoldReleased&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::DisposalDecided&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::Disclosed&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::BundleExported&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::RecordReceived&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::RecordJoined&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::AccessGranted&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::AccessRevoked&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::TermDatesSet&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::StaffRecorded&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::ProvisionDefined&) const { return v1::STAGE_RECORD; }
  v1::Stage operator()(const v1::ReferenceListed&) const { return v1::STAGE_RECORD; }

  v1::Stage operator()(NoKind) const { return v1::STAGE_RECORD; }
};

}  // namespace

v1::Stage StageOf(const v1::Entry& entry) { return VisitKind(entry, Stager()); }

}  // namespace cairn
