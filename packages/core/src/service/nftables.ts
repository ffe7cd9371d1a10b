import { isInAny } from '../address/cidr.js';
import { claimByAddress, claimByFirewall, claimByNodePort, holderOf, type Claim } from './claim.js';
import { categoriesFor, rulingByPolicy, sourceNotInRanges, withoutLocalEndpoint } from './policy.js';
import { isOwnAddress, servesNodePorts, type ProxyHost } from './proxy-host.js';
import type { Question } from './question.js';
import { notServiceTraffic, type Ruling } from './ruling.js';
import { isSourceAllowed } from './source-ranges.js';

/**
 * The service proxy in mode nftables: source ranges before anything else, then service addresses and node ports, then
 * what is left of the service range is closed.
 *
 * @see kubernetes/kubernetes pkg/proxy/nftables/proxier.go, pkg/proxy/nftables/README.md
 */
export function nftablesRuling(question: Question): Ruling {
  const { host, packet } = question;
  const guarded = claimByFirewall(question);
  if (guarded !== undefined && !isSourceAllowed(question, guarded)) {
    return sourceNotInRanges({ port: guarded, via: 'loadBalancer' });
  }
  const claim = claimByAddress(question);
  if (claim !== undefined) return atServiceAddress(question, claim);
  const { address } = packet.destination;
  if (!isOwnAddress(host, address)) return atUnclaimed(question);
  const byNodePort = claimByNodePort(question);
  if (byNodePort === undefined) return notServiceTraffic;
  if (!servesNodePorts(host, address)) {
    return { kind: 'passed', rule: { id: 'node-port-not-on-address', object: byNodePort.port.reference } };
  }
  return rulingByPolicy(question, byNodePort, categoriesFor(question, byNodePort.port));
}

function atServiceAddress(question: Question, claim: Claim): Ruling {
  const lists = categoriesFor(question, claim.port);
  const isExternal = claim.via !== 'clusterIP';
  const hasNoLocal = claim.port.isExternalPolicyLocal && lists.local?.targets.length === 0;
  if (isExternal && lists.hasAny && hasNoLocal && !servesOwnSendersWithoutLocal(question.host)) {
    return withoutLocalEndpoint(claim, lists.local);
  }
  return rulingByPolicy(question, claim, lists);
}

/**
 * Before 1.34 (and 1.33.5; the latest patch release of a minor version is taken), a node without endpoint of its own
 * dropped at external addresses even what pods and the node itself sent.
 *
 * @see kubernetes/kubernetes issue 131765, pull request 132456
 */
export function servesOwnSendersWithoutLocal({ kubernetesMinor }: ProxyHost): boolean {
  return kubernetesMinor >= 33;
}

/** A cluster IP asked at a port or protocol that it does not have, and addresses of the service range nobody holds. */
function atUnclaimed(question: Question): Ruling {
  const holder = holderOf(question);
  if (holder?.via === 'clusterIP') {
    const rule = { id: 'cluster-ip-other-port', object: holder.port.reference, path: 'spec.ports' } as const;
    return { kind: 'filtered', verdict: 'reject', rule, holder };
  }
  const { host, packet } = question;
  return isInAny(host.serviceCIDRs, packet.destination.address) ? unallocated : notServiceTraffic;
}

const unallocated: Ruling = {
  kind: 'filtered',
  verdict: 'drop',
  rule: { id: 'cluster-ip-unallocated' },
  holder: undefined,
};
