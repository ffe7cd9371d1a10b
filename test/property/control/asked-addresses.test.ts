import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { azure } from '../../../packages/core/src/provider/azure.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import { metallb } from '../../../packages/core/src/provider/metallb.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';

// Hundreds of clusters take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const both = {
  podCIDRs: ['10.244.0.0/16', 'fd00:244::/48'],
  serviceCIDRs: ['10.96.0.0/16', 'fd00:96::/112'],
};
const platforms: readonly Platform[] = [aws, azure, cloud, gcp, metallb].map((preset) => preset(both));

/** Addresses as people write them, and what is none. */
const address = fc.oneof(
  fc.constantFrom('my-static', '', ' ', 'x,y', ',,', '192.168.001.230', 'FD00:0::1', '::ffff:10.0.0.1', '*'),
  fc.constantFrom('192.168.1.230', '192.168.1.231', '192.168.1.11', '10.0.64.9', '10.0.0.11'),
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ maxLength: 12 }),
);
const addresses = fc.array(address, { minLength: 1, maxLength: 3 }).map((texts) => texts.join(','));

const elb = 'service.beta.kubernetes.io/aws-load-balancer-';
const annotations = fc.record(
  {
    [`${elb}type`]: fc.constantFrom('nlb', 'external', 'nlb-ip', 'alb'),
    [`${elb}internal`]: fc.constantFrom('true', 'false'),
    [`${elb}private-ipv4-addresses`]: addresses,
    'service.beta.kubernetes.io/azure-load-balancer-internal': fc.constantFrom('true', 'True'),
    'service.beta.kubernetes.io/azure-load-balancer-ipv4': addresses,
    'service.beta.kubernetes.io/azure-load-balancer-ipv6': addresses,
    'networking.gke.io/load-balancer-type': fc.constantFrom('Internal', 'External'),
    'metallb.io/loadBalancerIPs': addresses,
    'metallb.io/allow-shared-ip': fc.constantFrom('a', 'b'),
  },
  { requiredKeys: [] },
);

interface Asking {
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: ServiceSpecManifest;
}

const asking: fc.Arbitrary<Asking> = fc.record({
  annotations,
  spec: fc.record(
    {
      loadBalancerIP: address,
      sessionAffinity: fc.constantFrom('None' as const, 'ClientIP' as const),
    },
    { requiredKeys: [] },
  ),
});

/** How many families the Services have. */
const families = fc.constantFrom(
  { ipFamilyPolicy: 'SingleStack' as const, ipFamilies: ['IPv4' as const] },
  { ipFamilyPolicy: 'SingleStack' as const, ipFamilies: ['IPv6' as const] },
  { ipFamilyPolicy: 'RequireDualStack' as const, ipFamilies: ['IPv4' as const, 'IPv6' as const] },
);

function manifest({ annotations: told, spec }: Asking, index: number, stack: ServiceSpecManifest): unknown {
  const made = service(`shop/web${index}`, {
    type: 'LoadBalancer',
    ports: [{ port: 80 + index, targetPort: 8080 }],
    ...stack,
    ...spec,
  });
  return { ...made, metadata: { ...made.metadata, annotations: told } };
}

/** What came of Services and their load balancers. */
function outcome(cluster: Cluster): unknown {
  return cluster.list('Service').map((each) => ({
    name: each.metadata.name,
    ingress: each.status.loadBalancer.ingress,
    balancer: cluster.infrastructure.find(({ owner }) => owner.name === each.metadata.name),
  }));
}

describe('addresses that Services ask for', () => {
  test.prop([fc.constantFrom(...platforms), families, fc.array(asking, { minLength: 1, maxLength: 3 })])(
    'let the control plane come to rest, whatever stands there',
    (platform, stack, services) => {
      const manifests = services.map((each, index) => manifest(each, index, stack));
      const cluster = createCluster(manifests, { platform });
      expect(cluster.problems.filter(({ code }) => code === 'cluster-not-settled')).toEqual([]);
      expect(outcome(cluster.apply(...manifests))).toEqual(outcome(cluster));
    },
  );

  test.prop([fc.constantFrom(...platforms), families, asking, asking])(
    'and settings lead to the load balancer that is built anew, but for an address that it may keep',
    (platform, stack, before, after) => {
      const changed = createCluster([manifest(before, 0, stack)], { platform }).apply(
        manifest(after, 0, stack),
      );
      const anew = createCluster([manifest(after, 0, stack)], { platform });
      // Where it cannot have what it asks for, a load balancer that is there keeps what it has.
      fc.pre(!anew.problems.some(({ message }) => message.endsWith('is held by another')));
      expect(identity(changed)).toEqual(identity(anew));
    },
  );
});

/** What load balancers there are, and whether their owners tell of them. */
function identity(cluster: Cluster): unknown {
  return {
    balancers: cluster.infrastructure.map(({ product, scheme, listeners }) => ({
      product,
      scheme,
      ports: listeners.map(({ port }) => port),
    })),
    told: cluster.list('Service').map(({ status }) => status.loadBalancer.ingress.length > 0),
  };
}
