import type { Cluster } from '../../../cluster/cluster.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import { type Controller, controllersOf } from '../../../controller/controllers.js';
import { ingressController } from '../../../ingress/controller.js';
import { ingressLabel, ingressReference } from '../../../ingress/reference.js';
import type { Ingress } from '../../../object/ingress.js';
import type { IngressHop } from '../../../trace/hop.js';
import type { Finding } from '../finding.js';
import { askController, type AskedController } from '../request/ask-controller.js';
import { type Expectation, expectedPath, type ExpectedPath } from './expected-paths.js';
import { patternHosts } from './pattern-hosts.js';
import { statedPaths, type StatedPath } from './stated-rule.js';
import { isOfIngress } from './words.js';

/**
 * A path is compared as text, a Prefix element by element: found where a path is written as if it were not, with a
 * wildcard, a parameter, a regular expression or half an element at its end, and what it looks like covering goes
 * elsewhere.
 *
 * @see kubernetes/api networking/v1/types.go, PathType; kubernetes/website concepts/services-networking/ingress.md, Examples
 */
export function prefixByElement(cluster: Cluster): readonly Finding[] {
  return controllersOf(cluster).flatMap((controller) => {
    const compared = comparedAsPatterns(cluster, controller);
    return ingressesOf(cluster, controller)
      .flatMap(statedPaths)
      .flatMap((stated) => (compared.has(stated.host) ? [] : (foundAt(cluster, controller, stated) ?? [])));
  });
}

/** The hosts on which paths are regular expressions. */
function comparedAsPatterns(cluster: Cluster, controller: Controller): ReadonlySet<string> {
  return new Set(
    patternHosts(cluster)
      .filter((entry) => entry.controller === controller)
      .map(({ host }) => host),
  );
}

function ingressesOf(cluster: Cluster, { profile }: Controller): readonly Ingress[] {
  return ingressController(cluster, profile)
    .configuration()
    .ingresses.flatMap(({ namespace = '', name }) => cluster.get('Ingress', `${namespace}/${name}`) ?? []);
}

function foundAt(cluster: Cluster, controller: Controller, stated: StatedPath): Finding | undefined {
  const { ingress, host, path, pathType, field } = stated;
  const { profile } = controller;
  // What such a path means is up to a controller that is not modelled.
  if (pathType === 'ImplementationSpecific' && profile.dialect === 'spec') return undefined;
  const expected = expectedPath(path);
  // An Exact path that ends in half an element names what it says.
  if (expected === undefined || (pathType === 'Exact' && expected.expectation === 'letters'))
    return undefined;
  // Elsewhere no request can have such a path at all, which is found otherwise.
  if (expected.expectation === 'query' && profile.dialect !== 'ingress-nginx') return undefined;
  const { target, query = '' } = expected;
  const asked = askController(cluster, controller, host, target, query);
  if (asked === undefined || !goesElsewhere(stated, asked)) return undefined;
  const { request, trace } = asked;
  return {
    code: 'prefix-by-element',
    severity: 'warning',
    object: ingressReference(ingress),
    path: `${field}.path`,
    message: `${comparison(stated, expected)}, so it does not cover ${target}${query}, which ${fateOf(asked)}.`,
    fix: fixFor(profile, path, expected.expectation),
    evidence: { kind: 'request', request, trace },
  };
}

/** Whether neither the path nor another one for the same backend takes the request. */
function goesElsewhere(stated: StatedPath, { hop, trace }: AskedController): boolean {
  const { location, backend } = hop;
  if (location?.path === stated.path && isOfIngress(hop.ingress, stated.ingress)) return false;
  if (backend === undefined)
    return trace.outcome.kind === 'response' && trace.outcome.cause.code === 'path-unknown';
  return !leadsTo(stated, backend);
}

function leadsTo(
  { ingress: { metadata }, backend }: StatedPath,
  { service }: NonNullable<IngressHop['backend']>,
): boolean {
  return (
    backend.kind === 'service' && backend.name === service.name && metadata.namespace === service.namespace
  );
}

function comparison({ ingress, path, pathType }: StatedPath, { expectation }: ExpectedPath): string {
  const label = `${pathType} ${path} of ${ingressLabel(ingress)}`;
  switch (expectation) {
    case 'wildcard':
      return `${label} is compared as text, in which * stands for itself alone`;
    case 'parameter':
      return `${label} is compared as text, in which a parameter stands for itself alone`;
    case 'expression':
      return `${label} is compared as text, not as a regular expression`;
    case 'letters':
      return `${label} is compared element by element, not letter by letter`;
    case 'query':
      return `${label} is compared with paths alone, without the query`;
    default:
      return expectation satisfies never;
  }
}

function fateOf({ hop: { backend, location }, trace: { outcome } }: AskedController): string {
  if (backend === undefined) return outcome.kind === 'response' ? `is answered ${outcome.status}` : 'fails';
  const { namespace = '', name } = backend.service;
  return `goes to Service ${namespace}/${name}${location === undefined ? '' : ` by the path ${location.path}`}`;
}

function fixFor(
  { dialect, annotationPrefix }: ControllerProfile,
  path: string,
  expectation: Expectation,
): string {
  if (expectation === 'wildcard') {
    const prefix = path.replace(/\/\*+$/, '');
    if (!prefix.includes('*')) return `Write ${prefix === '' ? '/' : prefix} with pathType Prefix.`;
  }
  if (expectation === 'query')
    return `Write ${path.replace(/\?.*$/s, '')}, and let the application look at the query.`;
  const byElement = 'Name whole elements, each in a path of its own or all by a shorter Prefix';
  return dialect === 'ingress-nginx'
    ? `${byElement}; or write a regular expression with pathType ImplementationSpecific and the annotation ${annotationPrefix}/use-regex: "true", which makes all paths of the host regular expressions.`
    : `${byElement}.`;
}
