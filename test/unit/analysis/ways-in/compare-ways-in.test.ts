import {
  aws,
  azure,
  bareMetal,
  cloud,
  gcp,
  hetzner,
  kind,
  metallb,
  platformByName,
  platformNames,
  type Platform,
} from '@kubehop/core';
import {
  type AddressHolder,
  type Breakage,
  compareWaysIn,
  costText,
  type Failing,
  type WayIn,
  type WayInKind,
  type WaysIn,
  type WebApplication,
} from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';

const one: WebApplication = { sites: ['shop.example.com'] };
const ten: WebApplication = { sites: Array.from({ length: 10 }, (_, index) => `site-${index}.example.com`) };
const three: WebApplication = { sites: ten.sites.slice(0, 3) };
const local = { ...one, externalTrafficPolicy: 'Local' } as const;

const compared = new Map<string, WaysIn>();

/** A comparison, made once. */
function compare(application: WebApplication, platform: Platform): WaysIn {
  const key = JSON.stringify([application, platform]);
  const found = compared.get(key) ?? compareWaysIn(application, platform);
  compared.set(key, found);
  return found;
}

function way(of: WayInKind, application: WebApplication, platform: Platform): WayIn {
  const found = compare(application, platform).ways.find((each) => each.kind === of);
  if (found === undefined) throw new Error(`${platform.name} has no ${of}`);
  return found;
}

/** What is lost by the failure that hits most. */
function lost(
  { breakages }: WayIn,
  failing: Failing,
): Pick<Breakage, 'entriesLost' | 'entries'> & { sites: number } {
  const all = breakages.filter((each) => each.failing === failing);
  const most = Math.max(...all.map(({ entriesLost }) => entriesLost));
  const worst = all.find(({ entriesLost }) => entriesLost === most);
  if (worst === undefined) throw new Error(`nothing of ${failing} was taken away`);
  return { entriesLost: most, entries: worst.entries, sites: worst.sitesLost.length };
}

function states({ features }: WayIn): readonly string[] {
  return features.map(({ name, state }) => `${name} ${state}`);
}

describe('compareWaysIn', () => {
  test.each<readonly [string, Platform, readonly WayInKind[]]>([
    ['AWS', aws(), ['host-network', 'node-port', 'load-balancer', 'nlb', 'ingress-nginx', 'alb']],
    ['Google Cloud', gcp(), ['host-network', 'node-port', 'load-balancer', 'ingress-nginx', 'gce-ingress']],
    ['bare metal', bareMetal(), ['host-network', 'node-port', 'load-balancer', 'ingress-nginx']],
  ])('compares the ways that %s has', (_, platform, kinds) => {
    expect(compare(one, platform).ways.map((each) => each.kind)).toEqual(kinds);
  });

  test.each([aws(), gcp(), metallb(), kind({ nodes: 3 }), cloud()])(
    'reaches every site in every way on $name',
    (platform) => {
      const answering = compare(three, platform).ways.map((each) => each.sitesAnswering);
      expect(answering).toEqual(answering.map(() => 3));
    },
  );

  test.each(platformNames)('counts no more than there is on %s', (name) => {
    const platform = platformByName(name);
    if (platform === undefined) throw new Error(`there is no platform ${name}`);
    for (const policy of ['Cluster', 'Local'] as const) {
      for (const each of compare({ ...one, externalTrafficPolicy: policy }, platform).ways) {
        const { zones, places, breakages, sitesAnswering, example } = each;
        expect(Math.min(zones.crossing, zones.unknown)).toBeGreaterThanOrEqual(0);
        expect(Math.max(zones.crossing, zones.unknown)).toBeLessThanOrEqual(1);
        expect(places?.least ?? 0).toBeLessThanOrEqual(places?.most ?? 0);
        expect(places === undefined).toBe(example === undefined);
        if (sitesAnswering === 0) continue;
        for (const { entries, entriesLost, sitesLost } of breakages) {
          expect(entriesLost).toBeLessThanOrEqual(entries);
          expect(sitesLost.length > 0).toBe(entriesLost === entries);
        }
      }
    }
  });

  test('reaches nobody at nodes without public addresses', () => {
    const answering = compare(one, azure()).ways.map((each) => [each.kind, each.sitesAnswering]);
    expect(answering).toEqual([
      ['host-network', 0],
      ['node-port', 0],
      ['load-balancer', 1],
      ['ingress-nginx', 1],
    ]);
  });

  // The table "packet and source" of load balancers, and the Services of kube-proxy below them.
  test.each<readonly [string, WayInKind, Platform, AddressHolder, AddressHolder]>([
    ['a hostNetwork pod', 'host-network', aws(), 'client', 'client'],
    ['a node port', 'node-port', aws(), 'node', 'client'],
    ['a Classic ELB', 'load-balancer', aws(), 'node', 'load-balancer'],
    ['an NLB', 'nlb', aws(), 'node', 'client'],
    ['an ALB to pods', 'alb', aws(), 'load-balancer', 'load-balancer'],
    ['a GCE Ingress to pods', 'gce-ingress', gcp(), 'load-balancer', 'load-balancer'],
    ['a passthrough of Google Cloud', 'load-balancer', gcp(), 'node', 'client'],
    ['a Standard Load Balancer of Azure', 'load-balancer', azure(), 'node', 'client'],
    ['a load balancer of Hetzner', 'load-balancer', hetzner(), 'node', 'load-balancer'],
    ['an address of MetalLB', 'load-balancer', metallb(), 'node', 'client'],
    ['the Envoy of kind', 'load-balancer', kind({ nodes: 3 }), 'node', 'load-balancer'],
    ['an ingress controller', 'ingress-nginx', gcp(), 'controller', 'controller'],
  ])('tells whose address a pod sees through %s', (_, of, platform, cluster, underLocal) => {
    expect(way(of, one, platform).seenSource).toEqual([cluster]);
    expect(way(of, local, platform).seenSource).toEqual([underLocal]);
  });

  test('tells whose address a controller puts into X-Forwarded-For', () => {
    expect(way('ingress-nginx', one, gcp()).forwardedFor).toEqual(['node']);
    expect(way('ingress-nginx', local, gcp()).forwardedFor).toEqual(['client']);
    expect(way('ingress-nginx', local, aws()).forwardedFor).toEqual(['load-balancer']);
    expect(way('alb', one, aws()).forwardedFor).toEqual(['client']);
    expect(way('gce-ingress', one, gcp()).forwardedFor).toEqual(['client', 'load-balancer']);
    expect(way('load-balancer', one, gcp()).forwardedFor).toEqual([]);
  });

  test('counts the entries that answer: under Local those of nodes with a pod', () => {
    expect(way('node-port', one, aws()).entries).toEqual({ total: 3, answering: 3 });
    expect(way('node-port', local, aws()).entries).toEqual({ total: 3, answering: 2 });
    expect(way('node-port', one, azure()).entries).toEqual({ total: 3, answering: 0 });
  });

  test('names who replaces the source, in their order', () => {
    expect(way('host-network', one, aws()).sourceReplaced).toEqual([]);
    expect(way('ingress-nginx', one, aws()).sourceReplaced).toEqual([
      { by: 'load-balancer', how: 'new-connection' },
      { by: 'node', how: 'snat' },
      { by: 'controller', how: 'new-connection' },
    ]);
  });

  test('counts the places between client and process, and a second node among them', () => {
    expect(way('host-network', one, gcp()).places).toEqual({ least: 2, most: 2 });
    expect(way('node-port', one, gcp()).places).toEqual({ least: 2, most: 3 });
    expect(way('node-port', local, gcp()).places?.most).toBe(2);
    expect(way('alb', one, aws()).places).toEqual({ least: 3, most: 3 });
    expect(way('ingress-nginx', one, gcp()).places).toEqual({ least: 5, most: 7 });
  });

  test('tells what share of requests crosses zones, and where nobody knows', () => {
    expect(way('host-network', one, gcp()).zones).toEqual({ crossing: 0, unknown: 0 });
    expect(way('node-port', one, gcp({ zones: 1 })).zones).toEqual({ crossing: 0, unknown: 0 });
    expect(way('node-port', one, gcp({ nodes: 2 })).zones).toEqual({ crossing: 0.5, unknown: 0 });
    expect(way('load-balancer', one, gcp({ nodes: 2 })).zones).toEqual({ crossing: 0.5, unknown: 1 });
    expect(way('alb', one, aws()).zones).toEqual({ crossing: 0, unknown: 1 });
  });

  describe('takes away what may fail, before anything replaces it', () => {
    test.each<readonly [string, WayInKind, WebApplication, Failing, number, number, number]>([
      ['a node takes the addresses of its hostNetwork pods', 'host-network', one, 'node', 1, 2, 0],
      ['a node takes one address of three', 'node-port', one, 'node', 1, 3, 0],
      [
        'under Local a pod takes the address of its node with it',
        'node-port',
        local,
        'application-pod',
        1,
        2,
        0,
      ],
      ['a node behind a load balancer takes nothing', 'load-balancer', one, 'node', 0, 1, 0],
      ['a load balancer takes the only site behind it', 'load-balancer', ten, 'load-balancer', 1, 10, 1],
      [
        'a load balancer takes all sites that share a controller',
        'ingress-nginx',
        ten,
        'load-balancer',
        10,
        10,
        10,
      ],
      ['one pod of a controller takes nothing', 'ingress-nginx', ten, 'controller-pod', 0, 10, 0],
      ['all pods of a controller take all sites', 'ingress-nginx', ten, 'every-controller-pod', 10, 10, 10],
      ['an ALB takes all sites that share it', 'alb', ten, 'load-balancer', 10, 10, 10],
    ])('%s', (_, of, application, failing, entriesLost, entries, sites) => {
      expect(lost(way(of, application, aws()), failing)).toEqual({
        entriesLost,
        entries,
        sites,
      });
    });

    test('with a single replica a node takes its sites', () => {
      const single = { ...one, replicas: 1 };
      expect(lost(way('load-balancer', single, metallb()), 'node')).toMatchObject({ sites: 1 });
      expect(lost(way('ingress-nginx', single, metallb()), 'controller-pod')).toMatchObject({ sites: 1 });
    });
  });

  test('tells what is provisioned for ten sites, and what that costs', () => {
    const told = compare(ten, aws()).ways.map(({ kind: of, cost }) => [of, costText(cost)]);
    expect(Object.fromEntries(told)).toEqual({
      'host-network': '-',
      'node-port': '-',
      'load-balancer': '182.50 USD + 0.008 per GB',
      nlb: '164.25 USD + 0.006 per NLCU-hour',
      'ingress-nginx': '18.25 USD + 0.008 per GB',
      alb: '16.43 USD + 0.008 per LCU-hour',
    });
    expect(costText(way('gce-ingress', one, gcp()).cost)).toBe(
      'unknown (no price: target-proxy; the rest: 18.25 USD + 0.008 per GB)',
    );
    expect(way('alb', ten, aws()).parts).toContainEqual({ type: 'rule', count: 10 });
  });

  test('says of a proxy what a source says, and of the rest that it is not known', () => {
    expect(states(way('alb', one, aws()))).toEqual([
      'host-and-path-rules yes',
      'tls yes',
      'cookie-affinity yes',
      'canary yes',
      'retries unknown',
      'circuit-breaking unknown',
    ]);
    expect(states(way('load-balancer', one, gcp()))).toContain('tls no');
    expect(states(way('load-balancer', one, aws()))).toContain('tls yes');
    expect(states(way('load-balancer', one, kind({ nodes: 3 })))).toContain('tls unknown');
    expect(states(way('gce-ingress', one, gcp()))).toContain('canary unknown');
    const sourced = compare(one, aws()).ways.flatMap(({ features }) =>
      features.filter(({ state }) => state === 'yes'),
    );
    for (const { by, source } of sourced) expect([by, source]).not.toContain(undefined);
  });

  test('says of a way that nobody provides that it answers nothing', () => {
    const pending = way('load-balancer', one, bareMetal());
    expect(pending).toMatchObject({ sitesAnswering: 0, addresses: 0, ports: [], breakages: [] });
    expect(pending.places).toBeUndefined();
    expect(pending.name).toBe('LoadBalancer (pending)');
  });

  test('is plain data, and says the same again', () => {
    const told = compareWaysIn(one, aws());
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
    expect(compareWaysIn(one, aws())).toEqual(told);
  });

  test.each<readonly [string, WebApplication]>([
    ['no site', { sites: [] }],
    ['no pod', { ...one, replicas: 0 }],
    ['half a pod', { ...one, replicas: 1.5 }],
    ['a port out of range', { ...one, port: 65536 }],
    ['more sites than ports', { ...ten, port: 65530 }],
    ['more pods than a comparison builds', { ...one, replicas: 1e9 }],
    ['more sites than a comparison builds', { sites: Array.from({ length: 101 }, (_, n) => `s${n}.com`) }],
    ['a site twice', { sites: ['a.com', 'a.com'] }],
  ])('refuses %s', (_, application) => {
    expect(() => compareWaysIn(application, aws())).toThrow(RangeError);
  });

  test.each([
    ['https://shop.example.com:8443/cart', 'is a URL: a site is a host name, such as shop.example.com'],
    ['*.x.com', 'is a wildcard: name a site that is asked, such as www.x.com'],
    ['A B', 'is no host name'],
    ['', 'is no host name'],
    ['shop.example.com/', 'is no host name'],
  ])('refuses %j as a host, and says what to write', (host, message) => {
    expect(() => compareWaysIn({ sites: [host] }, aws())).toThrow(message);
  });
});
