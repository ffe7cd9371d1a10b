import type { Packet, Target } from '../request/packet.js';
import type { Change } from '../trace/change.js';
import type { Choice } from '../trace/choice.js';
import type { Hop, ServiceHop } from '../trace/hop.js';
import type { Place } from '../trace/place.js';
import type { Rule, Skip } from '../trace/rule.js';
import type { Claim } from './claim.js';
import type { SourceDecision } from './masquerade.js';
import { policyOf } from './policy.js';
import type { ProxyHost } from './proxy-host.js';
import type { Filtered, Forwarded, Refused, Undecided } from './ruling.js';

const noChanges: readonly Change[] = [];
const noSkips: readonly Skip[] = [];
const noTargets: readonly Target[] = [];
const nothingLeftOut: ServiceHop['leftOut'] = [];

/** Where a service proxy does its work. */
export function placeOf(host: ProxyHost): Place {
  return { kind: 'node', name: host.topology.name };
}

/** The text of an address and port: `10.0.0.1:80`, `[fd00::1]:80`. */
export function targetText({ address, port }: Target): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The hop of a packet that gets an endpoint. */
export function forwardedHop(
  host: ProxyHost,
  packet: Packet,
  ruling: Forwarded,
  endpoint: Target,
  { masqueradeRule, skipped }: SourceDecision,
  choice: Choice | undefined,
): ServiceHop {
  const { claim, list, policy, rule } = ruling;
  return {
    ...atServicePort(host, packet, claim, rule),
    action: 'translated',
    changes: [
      { kind: 'dnat', field: 'destination', from: targetText(packet.destination), to: targetText(endpoint) },
    ],
    skipped,
    policy,
    endpoints: list.targets,
    leftOut: list.leftOut,
    endpoint,
    masquerade: masqueradeRule !== undefined,
    ...(masqueradeRule === undefined ? undefined : { masqueradeRule }),
    ...(choice === undefined ? undefined : { choice }),
  };
}

/** The hop of a packet for which a service port has nothing. */
export function refusedHop(host: ProxyHost, packet: Packet, ruling: Refused): ServiceHop {
  const { claim, list, policy, rule, verdict } = ruling;
  return {
    ...atServicePort(host, packet, claim, rule),
    action: verdict === 'reject' ? 'rejected' : 'dropped',
    policy,
    endpoints: list?.targets ?? noTargets,
    leftOut: list?.leftOut ?? nothingLeftOut,
  };
}

/** The hop of a packet for an address that is closed; it is one of the node where no Service holds the address. */
export function filteredHop(host: ProxyHost, packet: Packet, { holder, rule, verdict }: Filtered): Hop {
  const action = verdict === 'reject' ? 'rejected' : 'dropped';
  if (holder !== undefined) return { ...atHolder(host, packet, holder, rule), action };
  return {
    stage: 'node',
    node: host.topology.name,
    place: placeOf(host),
    action,
    packet,
    changes: noChanges,
    rule,
    skipped: noSkips,
    to: { kind: 'nowhere' },
  };
}

/** The hop of a packet for the address of a Service in a mode that is not modelled far enough. */
export function undecidedHop(host: ProxyHost, packet: Packet, { holder, rule }: Undecided): ServiceHop {
  return { ...atHolder(host, packet, holder, rule), action: 'skipped' };
}

/** A hop at an address of a Service, whichever port was asked. */
function atHolder(host: ProxyHost, packet: Packet, holder: Claim, rule: Rule): Omit<ServiceHop, 'action'> {
  const { protocol, destination } = packet;
  const hop = atServicePort(host, packet, holder, rule);
  return destination.port === holder.port.port && protocol === holder.port.protocol
    ? hop
    : { ...hop, port: { name: '', port: destination.port, protocol } };
}

function atServicePort(
  host: ProxyHost,
  packet: Packet,
  claim: Claim,
  rule: Rule,
): Omit<ServiceHop, 'action'> {
  const { reference, name, port, protocol } = claim.port;
  return {
    stage: 'service',
    node: host.topology.name,
    mode: host.settings.mode,
    place: placeOf(host),
    packet,
    changes: noChanges,
    rule,
    skipped: noSkips,
    service: reference,
    port: { name, port, protocol },
    via: claim.via,
    policy: policyOf(claim),
    endpoints: noTargets,
    leftOut: nothingLeftOut,
    masquerade: false,
  };
}
