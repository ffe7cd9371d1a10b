import type { Cluster } from '../cluster/cluster.js';
import { proxiedEndpointsOf } from '../endpoints/service-endpoint.js';
import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { Cause, Outcome } from '../trace/outcome.js';
import type { Claim } from './claim.js';
import { placeOf, targetText } from './hop.js';
import { whyNoEndpoint } from './no-endpoint.js';
import type { Question } from './question.js';
import type { Filtered, Refused, Undecided } from './ruling.js';

/** What the client sees of a packet that the service proxy does not let through, and whose doing it is. */
export function outcomeOf(question: Question, ruling: Refused | Filtered | Undecided): Outcome {
  const place = placeOf(question.host);
  if (ruling.kind === 'undecided') {
    return { kind: 'unknown', missing: 'proxy-mode-ipvs', place, cause: ipvs(ruling) };
  }
  const cause =
    ruling.kind === 'refused' ? causeOfRefusal(question, ruling) : causeOfFilter(question, ruling);
  return { kind: ruling.verdict === 'reject' ? 'refused' : 'timeout', place, cause };
}

function causeOfRefusal(question: Question, ruling: Refused): Cause {
  const { claim, rule } = ruling;
  switch (rule.id) {
    case 'source-not-in-ranges':
      return sourceNotInRanges(question, claim);
    case 'no-local-endpoint':
      return noLocalEndpoint(question, ruling);
    case 'no-endpoint':
      return whyNoEndpoint(question.cluster, claim.port);
    default:
      return rule.id satisfies never;
  }
}

function sourceNotInRanges({ packet }: Question, { port }: Claim): Cause {
  return {
    code: 'source-not-in-ranges',
    object: port.reference,
    path: 'spec.loadBalancerSourceRanges',
    message: `${packet.source.address} is in none of the source ranges ${port.loadBalancerSourceRanges.join(', ')} of Service ${port.key}.`,
    fix: "Add the client's range to spec.loadBalancerSourceRanges.",
  };
}

function noLocalEndpoint({ cluster, host }: Question, { claim }: Refused): Cause {
  const { port, via } = claim;
  const field = via === 'clusterIP' ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
  const node = host.topology.name;
  const nodes = nodesWithEndpoint(cluster, port);
  const elsewhere = nodes.length === 0 ? 'on no node that is known' : `on ${nodes.join(', ')}`;
  return {
    code: 'no-local-endpoint',
    object: port.reference,
    path: `spec.${field}`,
    message: `Service ${port.key} has ${field} Local and no ready endpoint on ${node}; its endpoints are ${elsewhere}.`,
    fix:
      via === 'clusterIP'
        ? `Set spec.${field} to Cluster, or run a pod of the Service on every node.`
        : `Set spec.${field} to Cluster, ask a node that has an endpoint, or run a pod of the Service on ${node}.`,
  };
}

/** The nodes with an endpoint that could be used, by name. */
function nodesWithEndpoint(cluster: Cluster, port: ServicePortInfo): readonly string[] {
  const nodes = proxiedEndpointsOf(cluster.slicesOf(port.key), port).flatMap((endpoint) =>
    endpoint.isReady || (endpoint.isServing && endpoint.isTerminating) ? (endpoint.nodeName ?? []) : [],
  );
  return [...new Set(nodes)].sort();
}

function causeOfFilter({ host, packet }: Question, { holder, rule }: Filtered): Cause {
  const { protocol, destination } = packet;
  switch (rule.id) {
    case 'cluster-ip-other-port':
      return otherPort(`${destination.port}/${protocol}`, holder?.port);
    case 'cluster-ip-unallocated':
      return {
        code: 'address-unused',
        message: `No Service has the address ${destination.address}, which lies in the service range.`,
        fix: 'Use the name of the Service: its address changes when it is created anew.',
      };
    case 'loopback-from-elsewhere':
      return {
        code: 'loopback-from-elsewhere',
        object: { kind: 'Node', name: host.topology.name },
        message: `${targetText(destination)} is a loopback address of ${host.topology.name}, and only the node itself may ask it.`,
        fix: 'Ask another address of the node.',
      };
    default:
      return rule.id satisfies never;
  }
}

function otherPort(asked: string, port: ServicePortInfo | undefined): Cause {
  const ports = port?.service.spec.ports.map((entry) => `${entry.port}/${entry.protocol}`).join(', ') ?? '';
  return {
    code: 'service-port-unknown',
    ...(port === undefined ? undefined : { object: port.reference }),
    path: 'spec.ports',
    message: `Service ${port?.key ?? ''} has no port ${asked} (it has ${ports}).`,
    fix: `Ask one of its ports, or add ${asked} to spec.ports.`,
  };
}

function ipvs({ holder }: Undecided): Cause {
  return {
    code: 'proxy-mode-not-modelled',
    object: holder.port.reference,
    message: `What the service proxy does in mode ipvs with this packet for Service ${holder.port.key} is not modelled.`,
    fix: 'Choose mode iptables or nftables for the service proxy.',
  };
}
