import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { createCluster, type Cluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile } from '@kubehop/core/components';
import { renderNginx } from '@kubehop/core/render';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { service } from '../../objects/service.js';
import { freePorts, startBackends, type BackendServers } from './backend-servers.js';
import { came, expectedResponse } from './expected-response.js';
import { backendNames, ingressSets, type IngressSet } from './ingress-sets.js';
import { nginxBinary } from './nginx-binary.js';
import { NginxFolder } from './nginx-process.js';
import { send } from './raw-request.js';

const binary = nginxBinary();
const isCI = process.env['KUBEHOP_CI'] !== undefined;
const requests = Number(process.env['KUBEHOP_NGINX_REQUESTS'] ?? 2_500);
const requestsOfSet = 25;
interface Comparison {
  readonly came: unknown;
  readonly expected: unknown;
}

const namespaces = ['shop', 'team'];
const ports = [
  { name: 'http', port: 80, targetPort: 8080 },
  { name: 'other', port: 8080, targetPort: 9090 },
];

test.runIf(binary === undefined)('a real nginx is there to compare with', ({ skip }) => {
  if (!isCI) skip('nginx is not installed: apt-get install nginx-light');
  expect.fail('nginx is not installed');
});

describe.skipIf(binary === undefined)('a real nginx', () => {
  const folder = new NginxFolder(binary ?? '');
  let backends: BackendServers = { ports: {}, close: () => undefined };
  let profile = ingressNginxProfile();
  const figures = { sets: 0, refused: 0, compared: 0, unknown: 0 };

  beforeAll(async () => {
    backends = await startBackends(
      namespaces.flatMap((namespace) => backendNames.map((name) => `${namespace}/${name}`)),
    );
    const [httpPort, httpsPort, defaultPort] = await freePorts(3);
    const flags = {
      'watch-ingress-without-class': 'true',
      'http-port': String(httpPort),
      'https-port': String(httpsPort),
      'default-server-port': String(defaultPort),
    };
    profile = ingressNginxProfile({ flags });
  });

  afterAll(async () => {
    await folder.remove();
    backends.close();
    console.log(`nginx: ${JSON.stringify(figures)}`);
  });

  test('answers every request as the model says', { timeout: 3_600_000 }, async () => {
    const agrees = fc.asyncProperty(ingressSets(requestsOfSet), async (set) => {
      const { came: answered, expected } = await compare(set);
      expect(answered).toEqual(expected);
    });
    // A set is not shrunk: nginx would be started thousands of times.
    await fc.assert(agrees, { numRuns: Math.ceil(requests / requestsOfSet), endOnFailure: true });
    // Sets that both refuse, and answers that the model does not know, compare nothing: they must be few.
    expect(figures.compared).toBeGreaterThan(requests / 2);
  });

  /** What came and what the model says of the requests where they differ; whether nginx takes the configuration, where it does not. */
  async function compare({ ingresses, requests: asked }: IngressSet): Promise<Comparison> {
    const cluster = clusterOf(ingresses);
    const controller = ingressController(cluster, profile);
    const [refusal] = controller.configuration().refusals;
    figures.sets += 1;
    const complaint = folder.check(renderNginx(cluster, { controller: profile, addresses: ['127.0.0.1'] }));
    if (complaint !== undefined || refusal !== undefined) {
      figures.refused += 1;
      return {
        came: { isRefused: complaint !== undefined, complaint, refusal },
        expected: { isRefused: refusal !== undefined, complaint, refusal },
      };
    }
    const [port = 0] = profile.httpPorts;
    await folder.stop();
    await folder.start(port);
    const answers = await Promise.all(asked.map(async (request) => send(port, request)));
    await folder.stop();
    const pairs = asked.flatMap((request, index) => {
      const expected = expectedResponse(controller, port, request);
      const answer = answers[index];
      if (expected === undefined || answer === undefined) return [];
      return [{ came: { request, ...came(answer, expected) }, expected: { request, ...expected } }];
    });
    figures.compared += pairs.length;
    figures.unknown += asked.length - pairs.length;
    const differing = pairs.filter((pair) => !isDeepStrictEqual(pair.came, pair.expected));
    return { came: differing.map((pair) => pair.came), expected: differing.map((pair) => pair.expected) };
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
    return createCluster([...objects, ...empty, ...ingresses], { admission: 'skip', settle: 'never' });
  }
});
