import { categoriesOf, type EndpointCategories, type EndpointList } from '../endpoints/categorize.js';
import { proxiedEndpointsOf } from '../endpoints/service-endpoint.js';
import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { Rule } from '../trace/rule.js';
import type { RuleId } from '../trace/rules.js';
import type { Claim } from './claim.js';
import { isFromPod } from './local-detector.js';
import { isOwnAddress } from './proxy-host.js';
import type { Question } from './question.js';
import type { Forwarded, Refused, Ruling, SourceRuling } from './ruling.js';

/** The endpoints of a service port, as the node of the question may use them. */
export function categoriesFor({ cluster, host }: Question, port: ServicePortInfo): EndpointCategories {
  return categoriesOf(proxiedEndpointsOf(cluster.slicesOf(port.key), port), port, host.topology);
}

/**
 * What becomes of a packet for an address of a service port: its internal policy rules its cluster IP, its external
 * policy everything else, and neither matters to the other.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go, syncProxyRules
 */
export function rulingByPolicy(question: Question, claim: Claim, lists: EndpointCategories): Ruling {
  if (!lists.hasAny) return withoutEndpoint(claim, lists);
  return claim.via === 'clusterIP' ? internal(question, claim, lists) : external(question, claim, lists);
}

/** No endpoint anywhere: the packet is refused on every address of the service port. */
export function withoutEndpoint(claim: Claim, lists: EndpointCategories): Refused {
  return {
    kind: 'refused',
    verdict: 'reject',
    claim,
    policy: policyOf(claim),
    rule: { id: 'no-endpoint', object: claim.port.reference, path: `spec.ports[${claim.port.index}]` },
    list: lists.cluster ?? lists.local,
  };
}

/** Policy Local, and the node has no endpoint although others have. */
export function withoutLocalEndpoint(claim: Claim, list: EndpointList | null): Refused {
  return {
    kind: 'refused',
    verdict: 'drop',
    claim,
    policy: 'Local',
    rule: policyRule('no-local-endpoint', claim),
    list,
  };
}

/** The source ranges of the load balancer do not let the sender in. */
export function sourceNotInRanges(claim: Claim): Refused {
  const rule = {
    id: 'source-not-in-ranges',
    object: claim.port.reference,
    path: 'spec.loadBalancerSourceRanges',
  } as const;
  return { kind: 'refused', verdict: 'drop', claim, policy: policyOf(claim), rule, list: null };
}

/** The policy in force for this kind of address. */
export function policyOf({ port, via }: Claim): 'Cluster' | 'Local' {
  const isLocal = via === 'clusterIP' ? port.isInternalPolicyLocal : port.isExternalPolicyLocal;
  return isLocal ? 'Local' : 'Cluster';
}

function internal(question: Question, claim: Claim, lists: EndpointCategories): Ruling {
  const source = sourceAtClusterIP(question, claim.port);
  return claim.port.isInternalPolicyLocal
    ? choose(claim, 'cluster-ip-local-policy', lists.local, source)
    : choose(claim, 'cluster-ip-cluster-policy', lists.cluster, source);
}

/**
 * Traffic from pods and from the node itself is treated as if it went out to a load balancer and came back in: it is not
 * bound by policy Local. Pods only where the proxy can tell them.
 */
function external(question: Question, claim: Claim, lists: EndpointCategories): Ruling {
  const { host, packet, from } = question;
  const { address } = packet.source;
  if (!claim.port.isExternalPolicyLocal) {
    return choose(claim, 'external-cluster-policy', lists.cluster, masquerade('masquerade-external', claim));
  }
  const { detector } = host.families[claim.port.family];
  if (detector !== undefined && isFromPod(detector, address, from)) {
    return choose(claim, 'external-local-from-pod', lists.cluster, sourceIsPod);
  }
  if (isOwnAddress(host, address)) {
    return choose(
      claim,
      'external-local-from-node',
      lists.cluster,
      masquerade('masquerade-from-node', claim),
    );
  }
  return choose(claim, 'external-local-policy', lists.local, localPolicy);
}

const sourceIsPod: SourceRuling = { masquerade: false, skip: { code: 'no-masquerade-source-is-pod' } };
const localPolicy: SourceRuling = { masquerade: false, skip: { code: 'no-masquerade-local-policy' } };
const podsNotKnown: SourceRuling = { masquerade: false, skip: { code: 'no-masquerade-pods-not-known' } };
const masqueradeAll: SourceRuling = { masquerade: true, rule: { id: 'masquerade-all' } };
const notAPod: SourceRuling = { masquerade: true, rule: { id: 'masquerade-not-a-pod' } };

/** At a cluster IP, whoever is not a pod is masqueraded, since the answer might take another way back. */
function sourceAtClusterIP({ host, packet, from }: Question, port: ServicePortInfo): SourceRuling {
  if (host.settings.masqueradeAll) return masqueradeAll;
  const { detector } = host.families[port.family];
  if (detector === undefined) return podsNotKnown;
  return isFromPod(detector, packet.source.address, from) ? sourceIsPod : notAPod;
}

function masquerade(id: RuleId, claim: Claim): SourceRuling {
  return { masquerade: true, rule: policyRule(id, claim) };
}

function choose(
  claim: Claim,
  id: RuleId,
  list: EndpointList | null,
  source: SourceRuling,
): Forwarded | Refused {
  const first = list?.targets[0];
  if (list === null || first === undefined) return withoutLocalEndpoint(claim, list);
  return {
    kind: 'forwarded',
    claim,
    policy: policyOf(claim),
    rule: policyRule(id, claim),
    list,
    first,
    source,
  };
}

function policyRule<Id extends RuleId>(id: Id, { port, via }: Claim): Rule & { readonly id: Id } {
  const path = via === 'clusterIP' ? 'spec.internalTrafficPolicy' : 'spec.externalTrafficPolicy';
  return { id, object: port.reference, path };
}
