import { isLoopback } from '../address/classify.js';
import { familyOf } from '../address/ip.js';
import { claimByAddress, claimByNodePort, type Claim } from './claim.js';
import {
  categoriesFor,
  rulingByPolicy,
  sourceNotInRanges,
  withoutEndpoint,
  withoutLocalEndpoint,
} from './policy.js';
import { isOwnAddress, servesNodePorts } from './proxy-host.js';
import type { Question } from './question.js';
import { notServiceTraffic, type Passed, type Ruling } from './ruling.js';
import { isSourceAllowed } from './source-ranges.js';

/**
 * The service proxy in mode iptables: service addresses first, node ports last, and what no rule takes goes on.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules
 */
export function iptablesRuling(question: Question): Ruling {
  const { host, packet } = question;
  const claim = claimByAddress(question);
  if (claim !== undefined) return atServiceAddress(question, claim);
  const { address } = packet.destination;
  if (!isOwnAddress(host, address)) return notServiceTraffic;
  const byNodePort = claimByNodePort(question);
  const ruling = byNodePort === undefined ? notServiceTraffic : atNodePort(question, byNodePort);
  return ruling.kind === 'passed' && isForeignToLoopback(question) ? foreignToLoopback : ruling;
}

function atServiceAddress(question: Question, claim: Claim): Ruling {
  const lists = categoriesFor(question, claim.port);
  if (!lists.hasAny) return isUnchecked(question, claim) ? notRefused : withoutEndpoint(claim, lists);
  if (claim.via === 'loadBalancer' && !isSourceAllowed(question, claim.port)) return sourceNotInRanges(claim);
  return rulingByPolicy(question, claim, lists);
}

/** The rules that refuse at external addresses stand where packets come in or pass through, not where the node sends. */
function isUnchecked({ host, packet, from }: Question, { via }: Claim): boolean {
  return from === 'host' && via !== 'clusterIP' && !isOwnAddress(host, packet.destination.address);
}

const notRefused: Passed = { kind: 'passed', rule: { id: 'node-not-refused' } };

/**
 * A node port on an address of the node. Addresses left out by the setting do not translate, but the rules that refuse
 * know nothing of the setting.
 */
function atNodePort(question: Question, claim: Claim): Ruling {
  const lists = categoriesFor(question, claim.port);
  if (servesNodePorts(question.host, question.packet.destination.address)) {
    return rulingByPolicy(question, claim, lists);
  }
  if (!lists.hasAny) return withoutEndpoint(claim, lists);
  const hasEndpoint = !claim.port.isExternalPolicyLocal || (lists.local?.targets.length ?? 0) > 0;
  return hasEndpoint
    ? { kind: 'passed', rule: { id: 'node-port-not-on-address', object: claim.port.reference } }
    : withoutLocalEndpoint(claim, lists.local);
}

const foreignToLoopback: Ruling = {
  kind: 'filtered',
  verdict: 'drop',
  rule: { id: 'loopback-from-elsewhere' },
  holder: undefined,
};

/**
 * Node ports on loopback need a kernel setting that would open loopback listeners to the neighbours of the node.
 *
 * @see kubernetes/kubernetes issue 90259 (CVE-2020-8558)
 */
function isForeignToLoopback({ host, packet }: Question): boolean {
  const { address } = packet.destination;
  return (
    isLoopback(address) &&
    host.families[familyOf(address)].nodePortsOnLoopback &&
    !isLoopback(packet.source.address)
  );
}
