import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type {
  Config,
  DnsRecordConfig,
  PriceConfig,
  SelectorRequirementConfig,
} from '../../../../packages/cli/src/config/config.js';
import { validateConfig } from '../../../../packages/cli/src/config/validate-config.js';

/** A type with every field, however deep. */
type Whole<T> = T extends readonly (infer Item)[]
  ? readonly [Whole<Item>, ...Whole<Item>[]]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T;

/** Every field of the type: it does not compile with one missing or too many. */
const everything: Whole<Config> = {
  files: ['k8s/'],
  platform: {
    name: 'cloud',
    nodes: 3,
    zones: 2,
    nodeLabels: { disk: 'ssd' },
    podCIDRs: ['10.244.0.0/16'],
    serviceCIDRs: ['10.96.0.0/12'],
    loadBalancerCIDR: '203.0.113.0/24',
    egressNat: true,
    tunnel: 'vm',
    mode: 'bgp',
    vpcNative: false,
    subsetting: true,
    external: 'backend-service',
    sharedHealthProbe: true,
  },
  kubernetesVersion: '1.34',
  proxy: {
    mode: 'nftables',
    masqueradeAll: false,
    detectLocal: 'ClusterCIDR',
    nodePortAddresses: ['10.0.0.0/8'],
    localhostNodePorts: true,
  },
  dns: {
    clusterDomain: 'cluster.local',
    publishHosts: true,
    resolver: 'musl',
    records: [{ name: 'shop.example.com', type: 'A', data: '203.0.113.10' }],
  },
  applications: [
    {
      namespace: 'shop',
      selector: {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
      },
      listens: [8080],
      status: 200,
      headers: { 'x-served-by': 'web' },
    },
  ],
  prices: [
    {
      part: 'nlb',
      provider: 'aws',
      scheme: 'internal',
      amount: 0.02,
      per: 'hour',
      firstTogether: { count: 5, amount: 0.05, of: 'all' },
      usage: [{ per: 'GB', amount: 0.005 }],
      currency: 'USD',
      region: 'eu-central-1',
      source: 'our contract',
      date: '2026-09-01',
    },
  ],
};

/** Every value of the fields that allow only some: it does not compile with one missing or too many. */
const choices = {
  'platform.name': {
    cloud: true,
    aws: true,
    gcp: true,
    azure: true,
    hetzner: true,
    kind: true,
    k3s: true,
    k3d: true,
    minikube: true,
    metallb: true,
    'bare-metal': true,
  } satisfies Choices<Config['platform'], 'name'>,
  'platform.tunnel': { vm: true, container: true } satisfies Choices<Config['platform'], 'tunnel'>,
  'platform.mode': { layer2: true, bgp: true } satisfies Choices<Config['platform'], 'mode'>,
  'platform.external': { 'target-pool': true, 'backend-service': true } satisfies Choices<
    Config['platform'],
    'external'
  >,
  'proxy.mode': { iptables: true, nftables: true, ipvs: true } satisfies Choices<Config['proxy'], 'mode'>,
  'proxy.detectLocal': {
    ClusterCIDR: true,
    NodeCIDR: true,
    BridgeInterface: true,
    InterfaceNamePrefix: true,
    none: true,
  } satisfies Choices<Config['proxy'], 'detectLocal'>,
  'dns.resolver': { glibc: true, musl: true } satisfies Choices<Config['dns'], 'resolver'>,
  'dns.records.type': { A: true, AAAA: true, CNAME: true } satisfies Choices<DnsRecordConfig, 'type'>,
  'applications.selector.matchExpressions.operator': {
    In: true,
    NotIn: true,
    Exists: true,
    DoesNotExist: true,
  } satisfies Choices<SelectorRequirementConfig, 'operator'>,
  'prices.scheme': { 'internet-facing': true, internal: true } satisfies Choices<PriceConfig, 'scheme'>,
  'prices.per': { hour: true, month: true } satisfies Choices<PriceConfig, 'per'>,
  'prices.firstTogether.of': { all: true, scheme: true } satisfies Choices<
    PriceConfig['firstTogether'],
    'of'
  >,
};

type Choices<T, Key extends keyof NonNullable<T>> = Record<NonNullable<NonNullable<T>[Key]> & string, true>;

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

const schema = JSON.parse(
  readFileSync(new URL('../../../../packages/cli/kubehop.schema.json', import.meta.url), 'utf8'),
) as Schema;

/** The fields of the schema by their path; items of lists have the path of the list. */
function fieldsOf(part: Schema, path: readonly string[] = []): ReadonlyMap<string, Schema> {
  const inner = part.items ?? part;
  const own = Object.entries(inner.properties ?? {});
  return new Map(
    own.flatMap(([name, field]) => [
      [[...path, name].join('.'), field] as const,
      ...fieldsOf(field, [...path, name]),
    ]),
  );
}

/** The paths of a value in the same way; maps of labels and headers end at their own name. */
function pathsOf(
  value: unknown,
  known: ReadonlyMap<string, Schema>,
  path: readonly string[] = [],
): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, known, path));
  if (typeof value !== 'object' || value === null) return [];
  const isMap = typeof known.get(path.join('.'))?.additionalProperties === 'object';
  return isMap
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        [...path, name].join('.'),
        ...pathsOf(inner, known, [...path, name]),
      ]);
}

describe('kubehop.schema.json', () => {
  const fields = fieldsOf(schema);

  test('allows every field of the type', () => {
    expect(validateConfig(everything)).toEqual(everything);
  });

  test('has no field that the type has not', () => {
    expect([...fields.keys()].sort()).toEqual([...pathsOf(everything, fields)].sort());
  });

  test('allows the same values as the type', () => {
    const inSchema = [...fields].flatMap(([path, field]) =>
      field.enum === undefined ? [] : [[path, field.enum]],
    );
    const inType = Object.entries(choices).map(([path, values]) => [path, Object.keys(values)]);
    expect(Object.fromEntries(inSchema)).toEqual(Object.fromEntries(inType));
  });

  test('refuses unknown fields everywhere', () => {
    const open = [['.', schema] as const, ...fields].filter(([, part]) => {
      const inner = part.items ?? part;
      return inner.type === 'object' && inner.additionalProperties === undefined;
    });
    expect(open.map(([path]) => path)).toEqual([]);
  });
});
