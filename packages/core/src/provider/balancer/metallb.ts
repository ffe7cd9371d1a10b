import { isInCIDR } from '../../address/cidr.js';
import type { LoadBalancerPlan } from '../../cluster/infrastructure.js';
import type { MetalLB } from '../../cluster/load-balancer-controller.js';
import type { Service } from '../../object/service.js';
import type { AnnotationReading } from './annotation-reading.js';
import { askedAddress, type AskedAddresses, readAsked } from './asked-addresses.js';
import { annotationPath, type BalancerAnswer, type BalancerPlanner, notServed, refused } from './plan.js';
import { listenersOf, rangesAnnotation, sourceRangesOf } from './service-facts.js';

const prefixes = ['metallb.io/', 'metallb.universe.tf/'] as const;
const both = (name: string): readonly string[] => prefixes.map((prefix) => prefix + name);

/** What MetalLB reads. @see metallb/metallb controller/service.go; website/content/usage/_index.md */
export const metallbReading: AnnotationReading = {
  of: 'MetalLB',
  provider: 'MetalLB',
  followed: [rangesAnnotation, ...both('loadBalancerIPs'), ...both('allow-shared-ip')],
  besideTheWay: both('ip-allocated-from-pool'),
  notModelled: Object.fromEntries(
    both('address-pool').map((name) => [name, 'its address is one of this pool']),
  ),
};

/**
 * MetalLB: no load balancer at all. A node answers for the address of a Service on its LAN (layer 2), or all nodes
 * announce it to the routers (BGP); kube-proxy of that node does the rest. Nothing probes; an address with no endpoint
 * behind it is not announced.
 *
 * @see metallb/metallb website/content/concepts/{layer2,bgp}.md, usage/_index.md
 */
export const metallb: BalancerPlanner<MetalLB> = {
  reading: () => metallbReading,
  answer: (service, { mode }, { addressCIDR }) => {
    if (service.spec.loadBalancerClass !== undefined) return notServed;
    const asked = askedFor(service);
    if (asked.kind === 'refused') return asked;
    const refusal = refusalOf(service, asked.of.asksFor, addressCIDR);
    if (refusal !== undefined) return refusal;
    return {
      kind: 'plan',
      plan: {
        controller: 'metallb',
        product: `metallb-${mode}`,
        layer: 4,
        kind: 'announce',
        parts: [{ type: 'address', count: 1 }],
        scheme: 'internet-facing',
        status: { field: 'ip', value: 'own' },
        listeners: listenersOf(service, 'vip', () => ({ preservesClient: true })),
        targetType: 'node',
        delivers: 'vip',
        leavesOut: 'not-ready',
        ...asked.of,
        ...sharing(service),
        announcers: mode === 'layer2' ? 'one' : 'all',
        sourceRanges: sourceRangesOf(service),
        probe: null,
        allUnhealthy: { behaviour: 'fail-closed' },
        traits: { algorithm: 'hash' },
      },
    };
  },
};

function said({ metadata: { annotations } }: Service, name: string): readonly [string, string] | undefined {
  return both(name).flatMap((key): readonly (readonly [string, string])[] => {
    const value = annotations[key]?.trim() ?? '';
    return value === '' ? [] : [[key, value]];
  })[0];
}

/** @see metallb/metallb controller/service.go, getDesiredLbIPs */
function askedFor(service: Service): AskedAddresses {
  const [name, value] = said(service, 'loadBalancerIPs') ?? [];
  if (name === undefined || value === undefined) return askedAddress(service);
  const path = annotationPath(name);
  if (service.spec.loadBalancerIP !== undefined) {
    return refused(
      path,
      'MetalLB takes addresses from spec.loadBalancerIP or from the annotation, not from both',
      'Leave out one of them',
    );
  }
  return readAsked(
    value.split(',').map((entry) => entry.trim()),
    path,
    service.spec.ipFamilies,
  );
}

/**
 * A Service asks for an address of each of its families, and of a pool.
 *
 * @see metallb/metallb controller/service.go, allocateIPs; internal/allocator/allocator.go, Assign
 */
function refusalOf(
  { spec: { ipFamilies } }: Service,
  asked: LoadBalancerPlan['asksFor'],
  pool: string,
): BalancerAnswer | undefined {
  if (asked === undefined) return undefined;
  const { addresses, path } = asked;
  if (addresses.length < ipFamilies.length) {
    return refused(
      path,
      `it asks for ${addresses.join()} alone, and the Service has ${ipFamilies.join(' and ')}`,
      'Ask for an address of each family',
    );
  }
  const outside = addresses.find((address) => !isInCIDR(pool, address));
  return outside === undefined
    ? undefined
    : refused(
        path,
        `${outside} is not in the pool ${pool}`,
        'Ask for an address of the pool, or state the pool that the cluster has',
      );
}

/**
 * Services of one key share an address on different ports. Under policy Local they must be of the same pods.
 *
 * @see metallb/metallb website/content/usage/_index.md, IP address sharing
 */
function sharing(service: Service): Pick<LoadBalancerPlan, 'sharing'> {
  const [, key] = said(service, 'allow-shared-ip') ?? [];
  if (key === undefined) return {};
  const { externalTrafficPolicy, selector = {} } = service.spec;
  const labels = Object.entries(selector).map(([name, value]) => `${name}=${value}`);
  const pods = externalTrafficPolicy === 'Local' ? labels.sort().join() : '';
  return { sharing: `${key} ${pods}` };
}
