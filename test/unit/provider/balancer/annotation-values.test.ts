import { describe, expect, test } from 'vitest';
import { type Annotations, az, clusterOf, elb, hz, type Product, products } from './products.js';

const groups = `${elb}target-group-attributes`;
const probe = `${az}load-balancer-health-probe-`;

/** On what, which annotation, and values that it does not take. */
type Row = readonly [of: Product, annotation: string, ...values: readonly string[]];

const refused: readonly Row[] = [
  ['classic', `${elb}cross-zone-load-balancing-enabled`, 'yes', 'tRUE'],
  ['classic', `${elb}connection-draining-enabled`, 'on'],
  ['classic', `${elb}connection-draining-timeout`, 'abc', '0'],
  ['classic', `${elb}connection-idle-timeout`, 'abc', '0', '4001', '60s'],
  ['classic', `${elb}healthcheck-interval`, '0', '-1', '', 'x', '301'],
  ['classic', `${elb}healthcheck-timeout`, '1'],
  ['classic', `${elb}healthcheck-healthy-threshold`, '1', '11'],
  ['classic', `${elb}healthcheck-unhealthy-threshold`, '1.5'],
  ['nlb', `${elb}cross-zone-load-balancing-enabled`, 'yes'],
  ['nlb', `${elb}healthcheck-protocol`, 'gopher', ''],
  ['nlb', `${elb}healthcheck-port`, '99999', '0', 'web'],
  ['nlb', `${elb}healthcheck-interval`, '0', '-1'],
  ['nlb', groups, 'preserve_client_ip.enabled=yes', 'deregistration_delay.timeout_seconds=3601'],
  ['controller', `${elb}internal`, 'yes', ''],
  ['controller', `${elb}cross-zone-load-balancing-enabled`, 'yes'],
  ['controller', `${elb}enable-tcp-udp-listener`, 'yes'],
  ['controller', `${elb}healthcheck-protocol`, 'gopher'],
  ['controller', `${elb}healthcheck-port`, '99999'],
  ['controller', `${elb}target-node-labels`, 'x in ('],
  ['controller', `${elb}attributes`, 'load_balancing.cross_zone.enabled=yes'],
  ['controller', `${elb}listener-attributes.TCP-80`, 'tcp.idle_timeout.seconds=10'],
  ['controller', groups, 'stickiness.type=lb_cookie', 'stickiness.enabled=1'],
  ['azure', `${az}load-balancer-tcp-idle-timeout`, '9999', '3', 'abc'],
  ['azure', `${probe}interval`, '4', 'abc'],
  ['azure', `${probe}interval`, '60'],
  ['azure', `${probe}num-of-probe`, '1'],
  ['azure', 'service.beta.kubernetes.io/port_80_health-probe_interval', '0'],
  ['hetzner', `${hz}uses-proxyprotocol`, 'yes'],
  ['hetzner', `${hz}algorithm-type`, 'random'],
  ['hetzner', `${hz}protocol`, 'udp'],
];

const readOtherwise: readonly Row[] = [
  ['classic', `${elb}type`, 'NLB', 'alb'],
  ['classic', `${elb}internal`, 'False', '0'],
  ['classic', `${elb}backend-protocol`, 'HTTP', 'gopher'],
  ['classic', `${elb}target-node-labels`, 'x in ('],
  ['nlb', `${elb}internal`, 'no'],
  ['nlb', `${elb}target-node-labels`, 'x in ('],
  ['google', 'networking.gke.io/load-balancer-type', 'INTERNAL', 'private'],
  ['google', 'cloud.google.com/l4-rbs', 'true'],
  ['azure', `${az}load-balancer-internal`, 'yes', 'True'],
  ['azure', `${az}disable-load-balancer-floating-ip`, 'yes'],
  ['azure', `${az}load-balancer-disable-tcp-reset`, '1'],
  ['azure', `${az}allowed-ip-ranges`, 'bogus'],
  ['azure', `${probe}protocol`, 'gopher'],
];

const taken: readonly Row[] = [
  ['classic', `${elb}cross-zone-load-balancing-enabled`, 'True', '1', 'f', ''],
  ['classic', `${elb}connection-idle-timeout`, '1', '4000', ''],
  ['classic', `${elb}internal`, 'true', 'yes', '0.0.0.0/0', ''],
  ['classic', `${elb}target-node-labels`, 'pool', 'pool=edge,zone=a'],
  ['nlb', `${elb}cross-zone-load-balancing-enabled`, 'true', 'T'],
  ['nlb', `${elb}access-log-enabled`, 'true'],
  ['nlb', `${elb}healthcheck-protocol`, 'Http'],
  ['nlb', `${elb}healthcheck-port`, 'traffic-port', '8080'],
  ['nlb', groups, 'stickiness.enabled=true,stickiness.type=source_ip,deregistration_delay.timeout_seconds=0'],
  ['controller', `${elb}internal`, 'False', 'true'],
  ['controller', `${elb}healthcheck-port`, 'http'],
  ['azure', `${az}disable-load-balancer-floating-ip`, 'TRUE', 'false'],
  ['azure', `${az}load-balancer-tcp-idle-timeout`, ' 30 ', '4', '100'],
  ['azure', `${az}load-balancer-internal`, 'true', 'false'],
  ['hetzner', `${hz}uses-proxyprotocol`, 'True'],
];

const each = (rows: readonly Row[]): readonly (readonly [Product, string, string])[] =>
  rows.flatMap(([of, annotation, ...values]) => values.map((value) => [of, annotation, value] as const));

function problemsOf(of: Product, told: Annotations): unknown {
  const [platform, asking] = products[of];
  return clusterOf(platform, { ...asking, ...told }).problems;
}

describe('a value that an annotation does not take', () => {
  test.each(each(refused))('leaves the Service pending, on %s: %s: "%s"', (of, annotation, value) => {
    expect(problemsOf(of, { [annotation]: value })).toMatchObject([
      { code: 'load-balancer-pending', path: `metadata.annotations[${annotation}]` },
    ]);
  });

  test.each(each(readOtherwise))(
    'is read as another, and that is said, on %s: %s: "%s"',
    (of, annotation, value) => {
      expect(problemsOf(of, { [annotation]: value })).toMatchObject([
        { code: 'load-balancer-setting-ignored', path: `metadata.annotations[${annotation}]` },
      ]);
    },
  );
});

test.each(each(taken))('a value is taken, on %s: %s: "%s"', (of, annotation, value) => {
  expect(problemsOf(of, { [annotation]: value })).toEqual([]);
});
