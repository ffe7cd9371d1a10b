import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { createCluster, type Cluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile, type ControllerProfile } from '@kubehop/core/components';
import { renderNginx } from '@kubehop/core/render';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { service } from '../../objects/service.js';
import { freePorts, startBackends, type BackendServers } from './backend-servers.js';
import { makeCertificates, type Certificates } from './certificates.js';
import { came, expectedResponse, type ExpectedResponse } from './expected-response.js';
import { backendNames, ingressSets, type IngressSet } from './ingress-sets.js';
import { NginxFolder } from './nginx-process.js';
import { findProgram } from './program.js';
import { send, type ProxyPorts, type RawRequest } from './raw-request.js';

const nginx = findProgram('nginx');
const openssl = findProgram('openssl');
const isHere = nginx !== undefined && openssl !== undefined;
const isCI = process.env['KUBEHOP_CI'] !== undefined;
const requests = Number(process.env['KUBEHOP_NGINX_REQUESTS'] ?? 2_500);
const requestsOfSet = 25;

/** What came of a set of Ingresses, and what should: equal where nginx and the model agree. */
interface Comparison {
  readonly came: unknown;
  readonly expected: unknown;
}

const namespaces = ['shop', 'team'];
const ports = [
  { name: 'http', port: 80, targetPort: 8080 },
  { name: 'other', port: 8080, targetPort: 9090 },
];

test.skipIf(isHere)('a real nginx is there to compare with, and openssl for its certificates', ({ skip }) => {
  if (!isCI) skip('nginx or openssl is not installed: apt-get install nginx-light openssl');
  expect.fail('nginx or openssl is not installed');
});

describe.runIf(isHere)('a real nginx', () => {
  const folder = new NginxFolder(nginx ?? '');
  let backends: BackendServers = { ports: {}, close: () => undefined };
  let certificates: Certificates = { folder: '', secrets: [], ownerOf: String };
  let proxy: ProxyPorts = { http: 0, https: 0 };
  let defaultPort = 0;
  const figures = { sets: 0, refused: 0, compared: 0, unknown: 0, overTls: 0, otherName: 0, toHttps: 0 };
  /** The Secrets whose certificates were shown. */
  const shown = new Set<string>();

  beforeAll(async () => {
    backends = await startBackends(
      namespaces.flatMap((namespace) => backendNames.map((name) => `${namespace}/${name}`)),
    );
    certificates = makeCertificates(openssl ?? '', folder.path, namespaces);
    const [http = 0, https = 0, other = 0] = await freePorts(3);
    proxy = { http, https };
    defaultPort = other;
  });

  afterAll(async () => {
    await folder.remove();
    backends.close();
    console.log(`nginx: ${JSON.stringify({ ...figures, certificates: shown.size })}`);
  });

  test('answers every request as the model says', { timeout: 3_600_000 }, async () => {
    const agrees = fc.asyncProperty(ingressSets(requestsOfSet), async (set) => {
      const { came: answered, expected } = await compare(set);
      expect(answered).toEqual(expected);
    });
    // A set is not shrunk: nginx would be started thousands of times.
    await fc.assert(agrees, { numRuns: Math.ceil(requests / requestsOfSet), endOnFailure: true });
    // Sets that both refuse, and answers that the model does not know, compare nothing: they must be few.
    expect(figures.compared).toBeGreaterThan(requests * 0.8);
    expect(figures.overTls).toBeGreaterThan(requests / 4);
    expect(Math.min(figures.toHttps, figures.otherName)).toBeGreaterThan(requests / 100);
    expect(shown.size).toBeGreaterThan(5);
  });

  /** What came and what the model says of the requests where they differ; whether nginx takes the configuration, where it does not. */
  async function compare(set: IngressSet): Promise<Comparison> {
    const { ingresses, requests: asked } = set;
    const cluster = clusterOf(ingresses);
    const profile = profileOf(set);
    const controller = ingressController(cluster, profile);
    const [refusal] = controller.configuration().refusals;
    figures.sets += 1;
    const complaint = folder.check(
      renderNginx(cluster, {
        controller: profile,
        addresses: ['127.0.0.1'],
        certificateDirectory: certificates.folder,
      }),
    );
    if (complaint !== undefined || refusal !== undefined) {
      figures.refused += 1;
      return {
        came: { isRefused: complaint !== undefined, complaint, refusal },
        expected: { isRefused: refusal !== undefined, complaint, refusal },
      };
    }
    await folder.stop();
    await folder.start([proxy.http, proxy.https, defaultPort]);
    const answers = await Promise.all(asked.map(async (request) => send(proxy, request)));
    await folder.stop();
    const pairs = asked.flatMap((request, index) => {
      const expected = expectedResponse(controller, proxy, request);
      const answer = answers[index];
      if (expected === undefined || answer === undefined) return [];
      return [
        {
          request,
          came: { request, ...came(answer, expected, certificates) },
          expected: { request, ...expected },
        },
      ];
    });
    figures.compared += pairs.length;
    for (const { expected, request } of pairs) count(expected, request);
    figures.unknown += asked.length - pairs.length;
    const differing = pairs.filter((pair) => !isDeepStrictEqual(pair.came, pair.expected));
    return { came: differing.map((pair) => pair.came), expected: differing.map((pair) => pair.expected) };
  }

  function count({ certificate, status }: ExpectedResponse, { sni, host }: RawRequest): void {
    if (certificate === undefined) {
      if (status === 308) figures.toHttps += 1;
      return;
    }
    figures.overTls += 1;
    if (sni !== host) figures.otherName += 1;
    shown.add(certificate);
  }

  function profileOf({ defaultCertificate }: IngressSet): ControllerProfile {
    return ingressNginxProfile({
      flags: {
        'watch-ingress-without-class': 'true',
        'http-port': String(proxy.http),
        'https-port': String(proxy.https),
        'default-server-port': String(defaultPort),
        ...(defaultCertificate === undefined ? {} : { 'default-ssl-certificate': defaultCertificate }),
      },
    });
  }

  /** The backends are Services of both namespaces, each with an endpoint on loopback. */
  function clusterOf(ingresses: IngressSet['ingresses']): Cluster {
    const objects = Object.entries(backends.ports).flatMap(([key, port]) => [
      service(key, { clusterIP: 'None', ports }),
      endpointSlice(key, [{ addresses: ['127.0.0.1'] }], {
        ports: [
          { name: 'http', port },
          { name: 'other', port },
        ],
      }),
    ]);
    const empty = namespaces.map((namespace) => service(`${namespace}/none`, { clusterIP: 'None', ports }));
    return createCluster([...objects, ...empty, ...certificates.secrets, ...ingresses], {
      admission: 'skip',
      settle: 'never',
    });
  }
});
