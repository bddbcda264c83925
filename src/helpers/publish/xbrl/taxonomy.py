"""The taxonomy made from the vocabulary: a schema with its label, definition and Calculations 1.1 linkbases.

Everything it imports is a schema of XBRL itself, which processors bring with them: no host of ours is named, and none
is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from helpers.data.files import write_atomically
from helpers.language.concepts import Calculation, Concepts
from helpers.publish.xbrl.elements import DIMENSIONS, MEMBER_LABELS, NAMESPACE, PREFIX, Element, StatedAs
from helpers.publish.xbrl.summations import adjustment_elements, arcs, total_element

SCHEMA = "iij-filings.xsd"
LABELS, DEFINITIONS, CALCULATIONS = (f"iij-filings-{kind}.xml" for kind in ("label", "definition", "calculation"))
SUMMATION_AXIS = "SummationAxis"
_ROLES = "urn:iij-filings:role:"

_NAMESPACES = {
    "xsd": "http://www.w3.org/2001/XMLSchema",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "xbrldt": "http://xbrl.org/2005/xbrldt",
    "dtr": "http://www.xbrl.org/dtr/type/2022-03-31",
}
_IMPORTS = {
    "xbrli": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    "xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    "dtr": "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd",
}
_ARCROLES = {
    "http://xbrl.org/int/dim/arcrole/dimension-domain": "http://www.xbrl.org/2005/xbrldt-2005.xsd#dimension-domain",
    "http://xbrl.org/int/dim/arcrole/dimension-default": "http://www.xbrl.org/2005/xbrldt-2005.xsd#dimension-default",
    "http://xbrl.org/int/dim/arcrole/domain-member": "http://www.xbrl.org/2005/xbrldt-2005.xsd#domain-member",
    "https://xbrl.org/2023/arcrole/summation-item": "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item",
}
_CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
_LABEL_ROLE = "http://www.xbrl.org/2003/role/label"
_LINK_ROLE = "http://www.xbrl.org/2003/role/link"


def write(folder: Path, elements: Mapping[StatedAs, Element], words: Concepts) -> None:
    """Write the taxonomy into a folder: one schema and three linkbases, the same bytes for the same vocabulary."""
    items = [*elements.values(), *(total_element(c, words) for c in words.calculations), *adjustment_elements(words)]
    labels = {element.name: element.label for element in items} | MEMBER_LABELS
    labels |= {_domain(axis): f"{MEMBER_LABELS[axis]}, all members" for axis in DIMENSIONS}
    labels[SUMMATION_AXIS] = "Breakdown printed completely (id of its check)"
    documents = {
        SCHEMA: schema(items, words.calculations),
        LABELS: label_linkbase(labels, SCHEMA),
        DEFINITIONS: _definition_linkbase(),
        CALCULATIONS: calculation_linkbase(
            {c.id: (f"total-{c.id}", arcs(c, words, elements)) for c in words.calculations}, SCHEMA
        ),
    }
    for name, text in documents.items():
        write_atomically(folder / name, text.encode())


def _domain(axis: str) -> str:
    return axis.replace("Axis", "Domain")


def schema(items: Iterable[Element], calculations: Iterable[Calculation]) -> str:
    """The schema document."""
    roles = "\n".join(_role_type(c.id, f"Breakdown: {c.id.replace('_', ' ')}") for c in calculations)
    imports = "\n".join(
        f'<xsd:import namespace="{_NAMESPACES[prefix]}" schemaLocation="{where}"/>'
        for prefix, where in _IMPORTS.items()
    )
    kinds = ((LABELS, "label"), (DEFINITIONS, "definition"), (CALCULATIONS, "calculation"))
    references = "\n".join(_linkbase_reference(name, kind) for name, kind in kinds)
    declared = [_item(element) for element in items]
    for axis, (default, members) in DIMENSIONS.items():
        declared.append(_abstract(axis, "xbrldt:dimensionItem"))
        domain = (_domain(axis), default, *members)
        declared += [_abstract(member, "xbrli:item", "dtr:domainItemType") for member in domain]
    typed = f' xbrldt:typedDomainRef="#{PREFIX}_SummationId"'
    declared.append(_abstract(SUMMATION_AXIS, "xbrldt:dimensionItem", more=typed))
    declared.append(f'<xsd:element id="{PREFIX}_SummationId" name="SummationId" type="xsd:string"/>')
    return _document(
        f'<xsd:schema {_declared(*_NAMESPACES)} xmlns:{PREFIX}="{NAMESPACE}" targetNamespace="{NAMESPACE}" '
        f'elementFormDefault="qualified" attributeFormDefault="unqualified">\n'
        f"<xsd:annotation><xsd:appinfo>\n{references}\n{roles}\n</xsd:appinfo></xsd:annotation>\n"
        f"{imports}\n" + "\n".join(declared) + "\n</xsd:schema>"
    )


def extension(name: str, base: str, calculations: str) -> str:
    """A schema that adds a linkbase of calculations to the taxonomy, for one filing."""
    return _document(
        f'<xsd:schema {_declared("xsd", "link", "xlink")} targetNamespace="{NAMESPACE}:{name}" '
        f'elementFormDefault="qualified">\n<xsd:annotation><xsd:appinfo>\n'
        f"{_linkbase_reference(calculations, 'calculation')}\n</xsd:appinfo></xsd:annotation>\n"
        f'<xsd:import namespace="{NAMESPACE}" schemaLocation="{base}"/>\n</xsd:schema>'
    )


def _linkbase_reference(name: str, kind: str) -> str:
    return (
        f'<link:linkbaseRef xlink:type="simple" xlink:href="{name}" '
        f'xlink:role="http://www.xbrl.org/2003/role/{kind}LinkbaseRef" '
        'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
    )


def _role_type(name: str, definition: str) -> str:
    return (
        f'<link:roleType id="role_{name}" roleURI="{_ROLES}{name}"><link:definition>{escape(definition)}'
        "</link:definition><link:usedOn>link:calculationLink</link:usedOn></link:roleType>"
    )


def _item(element: Element) -> str:
    period = "instant" if element.instant else "duration"
    return (
        f'<xsd:element id="{PREFIX}_{element.name}" name="{element.name}" type="{element.item_type}" '
        f'substitutionGroup="xbrli:item" xbrli:periodType="{period}" nillable="true"/>'
    )


def _abstract(name: str, group: str, kind: str = "xbrli:stringItemType", more: str = "") -> str:
    return (
        f'<xsd:element id="{PREFIX}_{name}" name="{name}" type="{kind}" substitutionGroup="{group}" '
        f'xbrli:periodType="duration" abstract="true" nillable="true"{more}/>'
    )


def label_linkbase(labels: Mapping[str, str], schema_name: str) -> str:
    """The standard English label of each element."""
    lines = []
    for name, label in labels.items():
        lines += [
            _locator(name, schema_name),
            f'<link:label xlink:type="resource" xlink:label="label_{name}" xlink:role="{_LABEL_ROLE}" '
            f'xml:lang="en">{escape(label)}</link:label>',
            _arc("labelArc", _CONCEPT_LABEL, f"loc_{name}", f"label_{name}"),
        ]
    return _linkbase("", [_link("labelLink", _LINK_ROLE, lines)])


def calculation_linkbase(breakdowns: Mapping[str, tuple[str, list[tuple[str, int]]]], schema_name: str) -> str:
    """One network a breakdown: {id of its role: (element of the total, [(element of a part, weight)])}."""
    arcrole = "https://xbrl.org/2023/arcrole/summation-item"
    roles, links = [], []
    for role, (total, parts) in breakdowns.items():
        roles.append(
            f'<link:roleRef roleURI="{_ROLES}{role}" xlink:type="simple" xlink:href="{schema_name}#role_{role}"/>'
        )
        lines = [_locator(name, schema_name) for name in (total, *(part for part, _ in parts))]
        lines += [
            _arc("calculationArc", arcrole, f"loc_{total}", f"loc_{part}", f' weight="{weight}" order="{order}"')
            for order, (part, weight) in enumerate(parts, 1)
        ]
        links.append(_link("calculationLink", _ROLES + role, lines))
    return _linkbase("\n".join([*roles, _arcrole_reference(arcrole)]), links)


def _definition_linkbase() -> str:
    base = "http://xbrl.org/int/dim/arcrole/"
    lines = []
    for axis, (default, members) in DIMENSIONS.items():
        domain = _domain(axis)
        lines += [_locator(name, SCHEMA) for name in (axis, domain, default, *members)]
        lines += [
            _arc("definitionArc", f"{base}dimension-domain", f"loc_{axis}", f"loc_{domain}"),
            _arc("definitionArc", f"{base}dimension-default", f"loc_{axis}", f"loc_{default}"),
        ]
        lines += [
            _arc("definitionArc", f"{base}domain-member", f"loc_{domain}", f"loc_{member}", f' order="{order}"')
            for order, member in enumerate((default, *members), 1)
        ]
    references = "\n".join(_arcrole_reference(role) for role in _ARCROLES if role.startswith(base))
    return _linkbase(references, [_link("definitionLink", _LINK_ROLE, lines)])


def _arcrole_reference(arcrole: str) -> str:
    return f'<link:arcroleRef arcroleURI="{arcrole}" xlink:type="simple" xlink:href="{_ARCROLES[arcrole]}"/>'


def _locator(name: str, schema_name: str) -> str:
    return f'<link:loc xlink:type="locator" xlink:href="{schema_name}#{PREFIX}_{name}" xlink:label="loc_{name}"/>'


def _arc(kind: str, arcrole: str, source: str, target: str, more: str = "") -> str:
    return f'<link:{kind} xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="{source}" xlink:to="{target}"{more}/>'


def _link(kind: str, role: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return f'<link:{kind} xlink:type="extended" xlink:role={quoteattr(role)}>\n{body}\n</link:{kind}>'


def _linkbase(head: str, links: Iterable[str]) -> str:
    body = "\n".join(part for part in (head, *links) if part)
    return _document(f"<link:linkbase {_declared('link', 'xlink')}>\n{body}\n</link:linkbase>")


def _declared(*prefixes: str) -> str:
    return " ".join(f'xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in prefixes)


def _document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
