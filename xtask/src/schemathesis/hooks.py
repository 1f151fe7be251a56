"""What the document says in words only, so that the checks know it.

Each check here is one of schemathesis' own, and stands in its place, with one exception to it.
What is imported comes from its inside: the version is pinned.
"""

import copy
import json
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from schemathesis.core import NOT_SET
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import AuthScenario, IgnoredAuth
from schemathesis.specs.openapi import checks


def sent(response):
    """The last value of each query parameter, by its name without brackets."""
    query = urlsplit(response.request.url).query
    pairs = parse_qsl(query, keep_blank_values=True)
    return {name.split("[")[0]: value for name, value in pairs}


def as_listed(response):
    """The answer as a list of whole records; `None` where no shape is documented.

    `truto_key_by` makes `result` an object of records, `truto_exclude_fields` takes any of
    their properties away, and every format but `unified` has a shape of its own.
    """
    query = sent(response)
    if response.status_code != 200:
        return response
    if query.get("truto_response_format", "unified") != "unified":
        return None
    keyed = query.get("truto_key_by", "") != ""
    excluding = "truto_exclude_fields" in query
    if not keyed and not excluding:
        return response
    page = json.loads(response.content)
    # A list has its records in `result`; what is got by its identifier is one itself.
    is_list = "result" in page
    if keyed and is_list:
        page["result"] = list(page["result"].values())
    if excluding:
        for record in page["result"] if is_list else [page]:
            record.setdefault("id", "excluded")
    listed = copy.copy(response)
    listed.content = json.dumps(page).encode()
    listed._deserialized = NOT_SET
    return listed


@schemathesis.check
def listed_as_documented(ctx, response, case):
    """In place of `response_schema_conformance`."""
    listed = as_listed(response)
    if listed is not None:
        checks.response_schema_conformance(ctx, listed, case)


@schemathesis.check
def media_type_as_documented(ctx, response, case):
    """In place of `content_type_conformance`: a stream has the provider's media type."""
    if response.status_code != 200 or sent(response).get("truto_response_format") != "stream":
        checks.content_type_conformance(ctx, response, case)


@schemathesis.check
def token_asked_for(ctx, response, case):
    """In place of `ignored_auth`: the mock takes any token, but it must ask for one."""
    try:
        checks.ignored_auth(ctx, response, case)
    except IgnoredAuth as failure:
        if failure.scenario is not AuthScenario.INVALID_AUTH:
            raise
        # A request without a token was refused before: once is enough.
        if ctx.auth_enforced_operations is not None:
            ctx.auth_enforced_operations.add(case.operation.label)


@schemathesis.check
def invalid_data_refused(ctx, response, case):
    """In place of `negative_data_rejection`: the mock takes any account, a UUID or not."""
    try:
        checks.negative_data_rejection(ctx, response, case)
    except AcceptedNegativeData:
        data = case.meta.phase.data
        changed = {mutation.parameter for mutation in data.mutations} | {data.parameter}
        if changed - {None} != {"integrated_account_id"}:
            raise
