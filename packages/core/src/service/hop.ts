import type { Packet, Target } from '../request/packet.js';
import type { Connection } from '../step/memory.js';
import type { Change } from '../trace/change.js';
import type { Choice } from '../trace/choice.js';
import type { Hop, ServiceHop } from '../trace/hop.js';
import type { Place } from '../trace/place.js';
import type { Skip } from '../trace/rule.js';
import type { Claim } from './claim.js';
import type { SourceDecision } from './masquerade.js';
import { ruleOf } from './conntrack.js';
import { policyOf } from './policy.js';
import type { ProxyHost } from './proxy-host.js';
import type { Filtered, Forwarded, Refused, Undecided } from './ruling.js';
import type { ServicePortView } from './service-port-view.js';

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
  { claim, list, policy, rule }: Forwarded,
  endpoint: Target,
  { masqueradeRule, skipped }: SourceDecision,
  choice: Choice | undefined,
): ServiceHop {
  return serviceHop(host, packet, claim, {
    action: 'translated',
    changes: dnat(packet, endpoint),
    rule,
    skipped,
    policy,
    endpoints: list.targets,
    leftOut: list.leftOut,
    endpoint,
    masquerade: masqueradeRule !== undefined,
    ...(masqueradeRule === undefined ? undefined : { masqueradeRule }),
    ...(choice === undefined ? undefined : { choice }),
  });
}

/** The hop of a packet whose connection the node tracks: no rule is asked, and no endpoint is looked at. */
export function knownHop(
  host: ProxyHost,
  packet: Packet,
  connection: Connection,
  servicePort: ServicePortView,
): ServiceHop {
  const { endpoint, masqueradeRule } = connection;
  return {
    stage: 'service',
    node: host.topology.name,
    mode: host.settings.mode,
    place: placeOf(host),
    packet,
    action: 'translated',
    changes: dnat(packet, endpoint),
    rule: ruleOf(connection),
    skipped: noSkips,
    endpoints: [endpoint],
    leftOut: nothingLeftOut,
    endpoint,
    masquerade: masqueradeRule !== undefined,
    ...(masqueradeRule === undefined ? undefined : { masqueradeRule }),
    ...servicePort,
  };
}

function dnat({ destination }: Packet, endpoint: Target): readonly Change[] {
  return [{ kind: 'dnat', field: 'destination', from: targetText(destination), to: targetText(endpoint) }];
}

/** The hop of a packet for which a service port has nothing. */
export function refusedHop(host: ProxyHost, packet: Packet, ruling: Refused): ServiceHop {
  const { claim, list, policy, rule, verdict } = ruling;
  return serviceHop(host, packet, claim, {
    action: actionOf(verdict),
    changes: noChanges,
    rule,
    skipped: noSkips,
    policy,
    endpoints: list?.targets ?? noTargets,
    leftOut: list?.leftOut ?? nothingLeftOut,
    masquerade: false,
  });
}

/** The hop of a packet for an address that is closed; it is one of the node where no Service holds the address. */
export function filteredHop(host: ProxyHost, packet: Packet, { holder, rule, verdict }: Filtered): Hop {
  if (holder !== undefined) return hopAtHolder(host, packet, holder, { action: actionOf(verdict), rule });
  return {
    stage: 'node',
    node: host.topology.name,
    place: placeOf(host),
    action: actionOf(verdict),
    packet,
    changes: noChanges,
    rule,
    skipped: noSkips,
    to: { kind: 'nowhere' },
  };
}

/** The hop of a packet for the address of a Service in a mode that is not modelled far enough. */
export function undecidedHop(host: ProxyHost, packet: Packet, { holder, rule }: Undecided): ServiceHop {
  return hopAtHolder(host, packet, holder, { action: 'skipped', rule });
}

function actionOf(verdict: 'reject' | 'drop'): 'rejected' | 'dropped' {
  return verdict === 'reject' ? 'rejected' : 'dropped';
}

/** A hop at an address of a Service, whichever of its ports was asked, if any. */
function hopAtHolder(
  host: ProxyHost,
  packet: Packet,
  holder: Claim,
  decided: Pick<ServiceHop, 'action' | 'rule'>,
): ServiceHop {
  const { protocol, destination } = packet;
  const { port } = holder;
  const isAsked = destination.port === port.port && protocol === port.protocol;
  const asked = isAsked ? port : { ...port, name: '', port: destination.port, protocol };
  return serviceHop(
    host,
    packet,
    { ...holder, port: asked },
    {
      ...decided,
      changes: noChanges,
      skipped: noSkips,
      policy: policyOf(holder),
      endpoints: noTargets,
      leftOut: nothingLeftOut,
      masquerade: false,
    },
  );
}

/** What happened at a service hop; the rest is where. */
type Happening = Omit<
  ServiceHop,
  'stage' | 'node' | 'mode' | 'place' | 'packet' | 'service' | 'port' | 'via'
>;

// Engines add to a literal much faster than to a copy: what is copied comes last.
function serviceHop(host: ProxyHost, packet: Packet, { port, via }: Claim, happening: Happening): ServiceHop {
  return {
    stage: 'service',
    node: host.topology.name,
    mode: host.settings.mode,
    place: placeOf(host),
    packet,
    service: port.reference,
    port: { name: port.name, port: port.port, protocol: port.protocol },
    via,
    ...happening,
  };
}
