import { describe, expect, test } from 'vitest';
import { type Annotations, az, certificate, clusterOf, elb, hz, type Product, products } from './products.js';

const followed: readonly (readonly [Product, Annotations, object])[] = [
  // Classic ELB
  ['classic', { [`${elb}internal`]: 'true' }, { scheme: 'internal' }],
  ['classic', { [`${elb}backend-protocol`]: 'http' }, { layer: 7, listeners: [{ terminates: 'HTTP' }] }],
  ['classic', certificate, { layer: 4, listeners: [{ terminates: 'TLS' }] }],
  [
    'classic',
    { ...certificate, [`${elb}backend-protocol`]: 'https' },
    { layer: 7, listeners: [{ terminates: 'HTTPS', speaks: 'TLS' }] },
  ],
  [
    'classic',
    { ...certificate, [`${elb}backend-protocol`]: 'ssl' },
    { layer: 4, listeners: [{ terminates: 'TLS', speaks: 'TLS' }] },
  ],
  ['classic', { [`${elb}proxy-protocol`]: '*' }, { traits: { proxyProtocol: 'v1' } }],
  ['classic', { [`${elb}cross-zone-load-balancing-enabled`]: 'true' }, { traits: { crossZone: true } }],
  ['classic', { [`${elb}connection-idle-timeout`]: '120' }, { traits: { idleTimeoutSeconds: 120 } }],
  ['classic', { [`${elb}connection-draining-enabled`]: 'true' }, { traits: { drainingSeconds: 300 } }],
  [
    'classic',
    { [`${elb}connection-draining-enabled`]: 'true', [`${elb}connection-draining-timeout`]: '20' },
    { traits: { drainingSeconds: 20 } },
  ],
  ['classic', { [`${elb}healthcheck-unhealthy-threshold`]: '4' }, { probe: { unhealthy: 4, healthy: 2 } }],
  ['classic', { [`${elb}healthcheck-healthy-threshold`]: '5' }, { probe: { unhealthy: 6, healthy: 5 } }],
  ['classic', { [`${elb}healthcheck-interval`]: '20' }, { probe: { intervalSeconds: 20 } }],
  ['classic', { [`${elb}healthcheck-timeout`]: '3' }, { probe: { timeoutSeconds: 3 } }],
  [
    'classic',
    { [`${elb}security-groups`]: 'sg-1' },
    { parts: [{ type: 'classic-elb' }, { type: 'listener' }] },
  ],
  [
    'classic',
    { [`${elb}target-node-labels`]: 'pool=edge' },
    { nodeSelector: { matchExpressions: [{ key: 'pool', operator: 'In', values: ['edge'] }] } },
  ],
  // NLB of the cloud provider
  ['nlb', { [`${elb}internal`]: 'true' }, { scheme: 'internal' }],
  ['nlb', certificate, { listeners: [{ terminates: 'TLS' }] }],
  [
    'nlb',
    { ...certificate, [`${elb}backend-protocol`]: 'ssl' },
    { listeners: [{ terminates: 'TLS', speaks: 'TLS' }] },
  ],
  [
    'nlb',
    { [`${elb}target-group-attributes`]: 'preserve_client_ip.enabled=false' },
    { kind: 'l4-proxy', listeners: [{ preservesClient: false }] },
  ],
  [
    'nlb',
    { [`${elb}target-group-attributes`]: 'proxy_protocol_v2.enabled=true' },
    { traits: { proxyProtocol: 'v2' } },
  ],
  [
    'nlb',
    { [`${elb}healthcheck-protocol`]: 'http', [`${elb}healthcheck-path`]: '/up' },
    { probe: { protocol: 'HTTP', path: '/up', port: 'traffic-port' } },
  ],
  ['nlb', { [`${elb}cross-zone-load-balancing-enabled`]: 'True' }, { traits: { crossZone: true } }],
  [
    'nlb',
    { [`${elb}target-group-attributes`]: 'deregistration_delay.timeout_seconds=20,stickiness.enabled=true' },
    { traits: { drainingSeconds: 20, affinity: 'source_ip' } },
  ],
  ['nlb', { [`${elb}healthcheck-port`]: '10256' }, { probe: { kind: 'node', port: 10_256 } }],
  [
    'nlb',
    { [`${elb}internal`]: 'true', [`${elb}private-ipv4-addresses`]: '10.0.64.15' },
    { addresses: ['10.0.64.15'] },
  ],
  // AWS Load Balancer Controller
  ['controller', { [`${elb}scheme`]: 'internet-facing' }, { scheme: 'internet-facing' }],
  ['controller', { [`${elb}internal`]: 'false' }, { scheme: 'internet-facing' }],
  ['controller', { [`${elb}internal`]: 'F' }, { scheme: 'internet-facing' }],
  ['controller', { [`${elb}nlb-target-type`]: 'ip' }, { targetType: 'pod', delivers: 'podIP' }],
  ['controller', { [`${elb}proxy-protocol`]: '*' }, { listeners: [{ proxyProtocol: 'v2' }] }],
  [
    'controller',
    { [`${elb}proxy-protocol-per-target-group`]: '80' },
    { listeners: [{ proxyProtocol: 'v2' }] },
  ],
  [
    'controller',
    { [`${elb}proxy-protocol-per-target-group`]: '443' },
    { listeners: [{ proxyProtocol: 'none' }] },
  ],
  ['controller', { [`${elb}cross-zone-load-balancing-enabled`]: 'true' }, { traits: { crossZone: true } }],
  [
    'controller',
    { [`${elb}attributes`]: 'load_balancing.cross_zone.enabled=true' },
    { traits: { crossZone: true } },
  ],
  [
    'controller',
    { [`${elb}listener-attributes.TCP-80`]: 'tcp.idle_timeout.seconds=400' },
    { listeners: [{ idleTimeoutSeconds: 400 }] },
  ],
  [
    'controller',
    { [`${elb}target-group-attributes`]: 'deregistration_delay.timeout_seconds=30' },
    { traits: { drainingSeconds: 30 } },
  ],
  [
    'controller',
    { [`${elb}target-group-attributes`]: 'stickiness.enabled=true,stickiness.type=source_ip' },
    { traits: { affinity: 'source_ip' } },
  ],
  ['controller', { [`${elb}healthcheck-port`]: 'http' }, { probe: { kind: 'node-port', port: 30_080 } }],
  ['pods', { [`${elb}healthcheck-port`]: 'http' }, { probe: { kind: 'pod', port: 8080 } }],
  [
    'pods',
    { [`${elb}healthcheck-protocol`]: 'HTTP', [`${elb}healthcheck-success-codes`]: '200-399' },
    { probe: { protocol: 'HTTP', path: '/', codes: '200-399' } },
  ],
  [
    'controller',
    { [`${elb}target-node-labels`]: 'pool=edge' },
    { nodeSelector: expect.anything() as object },
  ],
  ['controller', { [`${elb}private-ipv4-addresses`]: '10.0.64.15' }, { addresses: ['10.0.64.15'] }],
  // Google Cloud
  ['google', { 'networking.gke.io/load-balancer-type': 'Internal' }, { scheme: 'internal' }],
  ['google', { 'cloud.google.com/load-balancer-type': 'Internal' }, { scheme: 'internal' }],
  ['google', { 'cloud.google.com/l4-rbs': 'enabled' }, { product: 'external-backend-service' }],
  // Azure
  ['azure', { [`${az}load-balancer-internal`]: 'true' }, { scheme: 'internal' }],
  ['azure', { [`${az}disable-load-balancer-floating-ip`]: 'true' }, { delivers: 'nodePort' }],
  ['azure', { [`${az}load-balancer-tcp-idle-timeout`]: '30' }, { traits: { idleTimeoutSeconds: 1800 } }],
  ['azure', { [`${az}load-balancer-disable-tcp-reset`]: 'true' }, { traits: { idleExpired: 'silence' } }],
  ['azure', { [`${az}allowed-ip-ranges`]: '192.0.2.0/24' }, { sourceRanges: ['192.0.2.0/24'] }],
  ['azure', { [`${az}load-balancer-ipv4`]: '198.51.100.77' }, { addresses: ['198.51.100.77'] }],
  [
    'azure',
    {
      [`${az}load-balancer-health-probe-protocol`]: 'http',
      [`${az}load-balancer-health-probe-request-path`]: '/up',
    },
    { probe: { protocol: 'HTTP', path: '/up' } },
  ],
  ['azure', { [`${az}load-balancer-health-probe-interval`]: '10' }, { probe: { intervalSeconds: 10 } }],
  ['azure', { [`${az}load-balancer-health-probe-num-of-probe`]: '3' }, { probe: { unhealthy: 3 } }],
  ['azure', { 'service.beta.kubernetes.io/port_80_no_probe_rule': 'true' }, { probe: null }],
  [
    'azure',
    {
      'service.beta.kubernetes.io/port_80_health-probe_protocol': 'Https',
      'service.beta.kubernetes.io/port_80_health-probe_request-path': '/live',
      'service.beta.kubernetes.io/port_80_health-probe_interval': '7',
      'service.beta.kubernetes.io/port_80_health-probe_num-of-probe': '4',
      'service.beta.kubernetes.io/port_80_health-probe_port': '10256',
      [`${az}load-balancer-health-probe-interval`]: '10',
    },
    { probe: { protocol: 'HTTPS', path: '/live', port: 10_256, intervalSeconds: 7, unhealthy: 4 } },
  ],
  ['azure', { 'service.beta.kubernetes.io/port_80_no_lb_rule': 'true' }, { listeners: [] }],
  ['azureInside', { [`${az}load-balancer-enable-high-availability-ports`]: 'true' }, { allPorts: true }],
  // Hetzner Cloud
  ['hetzner', { [`${hz}protocol`]: 'https' }, { layer: 7, listeners: [{ terminates: 'HTTPS' }] }],
  ['hetzner', { [`${hz}uses-proxyprotocol`]: 'true' }, { traits: { proxyProtocol: 'v2' } }],
  [
    'hetzner',
    { [`${hz}algorithm-type`]: 'least_connections' },
    { traits: { algorithm: 'least-outstanding-requests' } },
  ],
  ['hetzner', { [`${hz}disable-public-network`]: 'true' }, { scheme: 'internal' }],
  ['hetzner', { [`${hz}node-selector`]: 'pool in (a,b)' }, { nodeSelector: expect.anything() as object }],
  [
    'hetzner',
    { [`${hz}health-check-protocol`]: 'http', [`${hz}health-check-http-path`]: '/up' },
    { probe: { protocol: 'HTTP', path: '/up' } },
  ],
  ['hetzner', { [`${hz}health-check-port`]: '10256' }, { probe: { kind: 'node', port: 10_256 } }],
  ['hetzner', { [`${hz}health-check-interval`]: '7' }, { probe: { intervalSeconds: 7 } }],
  ['hetzner', { [`${hz}health-check-timeout`]: '2' }, { probe: { timeoutSeconds: 2 } }],
  ['hetzner', { [`${hz}health-check-retries`]: '4' }, { probe: { unhealthy: 4 } }],
  // MetalLB
  ['metallb', { 'metallb.io/loadBalancerIPs': '192.168.1.240' }, { addresses: ['192.168.1.240'] }],
  ['metallb', { 'metallb.universe.tf/loadBalancerIPs': '192.168.1.240' }, { addresses: ['192.168.1.240'] }],
  ['metallb', { 'metallb.io/allow-shared-ip': 'k' }, { sharing: 'k ' }],
  ['metallb', { 'metallb.universe.tf/allow-shared-ip': 'k' }, { sharing: 'k ' }],
];

describe('an annotation is followed', () => {
  test.each(followed)('by %s: %o', (product, annotations, becomes) => {
    const [platform, asking] = products[product];
    const cluster = clusterOf(platform, { ...asking, ...annotations });
    expect(cluster.problems).toEqual([]);
    expect(cluster.infrastructure).toMatchObject([becomes]);
  });
});
