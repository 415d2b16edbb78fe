"""How the modules of the package depend on each other, beside the contracts in pyproject.toml."""

import grimp


def circles(graph: grimp.ImportGraph) -> set[frozenset[str]]:
    """Return the largest groups of modules of which each imports every other, be it through others.

    Imports inside functions and for type checking alone count as well.
    """
    groups = {
        frozenset({module} | (graph.find_upstream_modules(module) & graph.find_downstream_modules(module)))
        for module in graph.modules
    }
    return {group for group in groups if len(group) > 1}


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(grimp.build_graph("authwizard")) == set()


def test_a_circle_is_recognised() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")):
        graph.add_import(importer=importer, imported=imported)
    assert circles(graph) == {frozenset({"b", "c"})}
