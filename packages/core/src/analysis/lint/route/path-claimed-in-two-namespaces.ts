import type { Cluster } from '../../../cluster/cluster.js';
import { agesDiffer } from '../../../ingress/order.js';
import { ingressLabel, ingressReference } from '../../../ingress/reference.js';
import type { Finding } from '../finding.js';
import { type Claimants, claimantsOf } from './claimants.js';
import { statedPaths, type StatedPath } from './stated-rule.js';
import { hostText, isOfIngress } from './words.js';

/**
 * Ingresses of different namespaces claim one host and path of one controller: one of them gets the requests, the others
 * are left aside.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getBackendServers
 */
export function pathClaimedInTwoNamespaces(cluster: Cluster): readonly Finding[] {
  return claimantsOf(cluster).flatMap((claimants) =>
    contestedIn(claimants).flatMap((claims) => findingsOf(claimants, claims)),
  );
}

/** The claims of one host, path and type that are made in several namespaces. */
function contestedIn({ ingresses, compare }: Claimants): readonly (readonly StatedPath[])[] {
  const byKey = new Map<string, StatedPath[]>();
  const claims = ingresses.flatMap(statedPaths).filter(({ backend }) => backend.kind === 'service');
  for (const claim of claims) {
    const { host, path, pathType } = claim;
    const key = JSON.stringify([host, path === '' ? '/' : path, compare(pathType)]);
    const others = byKey.get(key);
    if (others === undefined) byKey.set(key, [claim]);
    else others.push(claim);
  }
  return [...byKey.values()].filter(
    (ofKey) => new Set(ofKey.map(({ ingress }) => ingress.metadata.namespace)).size > 1,
  );
}

function findingsOf(claimants: Claimants, claims: readonly StatedPath[]): readonly Finding[] {
  const [{ host, path } = { host: '', path: '/' }] = claims;
  const asked = claimants.ask(host, path === '' ? '/' : path);
  const taker = claims.find(({ ingress }) => isOfIngress(asked?.taker, ingress));
  if (asked === undefined || taker === undefined) return [];
  const { request, trace } = asked;
  const { namespace } = taker.ingress.metadata;
  return claims
    .filter(({ ingress }) => ingress.metadata.namespace !== namespace)
    .map((claim): Finding => ({
      code: 'path-claimed-in-two-namespaces',
      severity: 'warning',
      object: ingressReference(claim.ingress),
      path: `${claim.field}.path`,
      message: `${ingressLabel(claim.ingress)} claims ${claim.path} of ${hostText(host)}, and so does ${ingressLabel(taker.ingress)} in another namespace. ${reasonFor(claimants, taker, claim, trace.outcome.cause.code)}`,
      fix: 'Give one of the two another host or path, or state the path in one Ingress alone.',
      evidence: { kind: 'request', request, trace },
    }));
}

/** Why it is one that gets the requests and not the other. */
function reasonFor(
  { name, order }: Claimants,
  { ingress: taker }: StatedPath,
  { ingress }: StatedPath,
  cause: string,
): string {
  if (cause === 'route-order-not-documented')
    return `Which of them gets the requests is not documented by ${name}.`;
  const gets = `${name} gives the requests to ${ingressLabel(taker)} alone`;
  if (order === 'group') return `${gets}, whose rules come first in the group.`;
  return agesDiffer(taker, ingress)
    ? `${gets}, which is older.`
    : `${gets}: where no creation time tells which is older, their names decide.`;
}
