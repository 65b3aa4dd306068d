"""Every .cc and .h is listed in exactly one target: nothing is left out of the build or of the checks."""
import tree

owners = {}
for name, target in tree.targets().items():
    for source in target["sources"]:
        owners.setdefault(source, []).append(name)

faults = [f"{source}:1: in no target; list it in the CMakeLists.txt of its folder"
          for source in tree.cpp_files() if source not in owners]
faults += [f"{source}:1: in {len(names)} targets: {', '.join(names)}"
           for source, names in sorted(owners.items()) if len(names) > 1]
tree.report(faults, f"{len(owners)} files, each in one target")
