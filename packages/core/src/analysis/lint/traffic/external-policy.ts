import type { Cluster } from '../../../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../../../cluster/infrastructure.js';
import { balancerId } from '../../../control/load-balancer/balancer-id.js';
import { isExcluded, isUnready } from '../../../loadbalancer/node-state.js';
import { targetsOf } from '../../../loadbalancer/targets.js';
import { probeOf } from '../../../loadbalancer/probe-of.js';
import type { Node } from '../../../object/node.js';
import { keyOf } from '../../../object/object.js';
import type { Service } from '../../../object/service.js';
import type { Finding } from '../finding.js';
import { clientAt } from '../request/client.js';
import { listenerRequests, urlOf } from './listener-request.js';
import { dropped, type LocalService, localServices, mayTake } from './local-service.js';

/**
 * Nodes that get requests from outside for a Service of externalTrafficPolicy Local and have no endpoint of their own.
 * Where a load balancer finds that out, nothing comes to them.
 *
 * @see kubernetes/website reference/networking/virtual-ips.md, external traffic policy
 */
export function externalPolicy(cluster: Cluster): readonly Finding[] {
  return localServices(cluster, isLocal).flatMap((local) => {
    const isOfNodes = local.service.spec.type === 'NodePort';
    return (isOfNodes ? atNodePort(cluster, local) : atBalancer(cluster, local)) ?? [];
  });
}

function isLocal({ spec: { type, externalTrafficPolicy } }: Service): boolean {
  return externalTrafficPolicy === 'Local' && (type === 'NodePort' || type === 'LoadBalancer');
}

/** Of the nodes that pods of the Service may be placed on, one that has none. */
function atNodePort(cluster: Cluster, { service, nodes, pod }: LocalService): Finding | undefined {
  const port = service.spec.ports.find(({ nodePort }) => nodePort !== undefined);
  const node = cluster
    .list('Node')
    .find((each) => !nodes.has(each.metadata.name) && takesTraffic(each) && mayTake(each, pod));
  if (node === undefined || port?.nodePort === undefined) return undefined;
  const address = addressOf(cluster, node);
  return dropped(cluster, service, 'externalTrafficPolicy', {
    node: node.metadata.name,
    what: `what clients send to its node port ${port.nodePort}`,
    request: { from: clientAt(cluster, address), url: urlOf(port.protocol, address, port.nodePort) },
  });
}

function takesTraffic(node: Node): boolean {
  return !isUnready(node) && !node.spec.unschedulable && !isExcluded(node);
}

/** The public address of a node where clients are in the internet, else its own. */
function addressOf({ platform }: Cluster, { status: { addresses } }: Node): string {
  const of = (asked: string): string | undefined => addresses.find(({ type }) => type === asked)?.address;
  const own = of('InternalIP') ?? '';
  return platform.defaultOrigin.kind === 'internet' ? (of('ExternalIP') ?? own) : own;
}

/** A load balancer that takes a node without endpoint for healthy. */
function atBalancer(cluster: Cluster, { service, nodes }: LocalService): Finding | undefined {
  const balancer = cluster.loadBalancer(balancerId(keyOf(service)));
  if (balancer === undefined || balancer.targetType === 'pod') return undefined;
  for (const { listener, request } of listenerRequests(cluster, balancer)) {
    const healthy = targetsOf(cluster, balancer, listener).filter((target) => target.healthy);
    const index = healthy.findIndex((target) => !nodes.has(target.node));
    const target = healthy[index];
    if (target === undefined) continue;
    const doubtful = { node: target.node, what: whatComes(balancer, listener), request };
    const found = dropped(cluster, service, 'externalTrafficPolicy', doubtful, {
      choose: ({ of }) => (of === 'node' ? index : 0),
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function whatComes(balancer: LoadBalancer, listener: Listener): string {
  const probe = probeOf(balancer, listener);
  return `what load balancer ${balancer.id} sends it, ${
    probe === null ? 'which checks no health' : 'whose health check does not ask for endpoints of the node'
  }`;
}
