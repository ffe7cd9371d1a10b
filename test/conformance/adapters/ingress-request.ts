import type { Header } from '@kubehop/core';
import type {
  ChosenBackend,
  IngressController,
  IngressDecision,
  IngressRequest,
} from '@kubehop/core/components';
import type { Answer } from '../adapter.js';
import { isObject, type Json, type JsonObject, textAt } from '../vectors.js';
import { targetText } from './kube-proxy-flow.js';

/** The keys of a request that are read. */
export const requestKeys: readonly string[] = [
  'scheme',
  'host',
  'method',
  'path',
  'headers',
  'from',
  'sni',
  'proxyProtocol',
  'backendStatus',
  'repeat',
];

/** What a controller does with a request, in the keys of the vectors. */
export function requestAnswer(controller: IngressController, input: JsonObject): Answer {
  const decision = controller.handle(requestOf(input));
  const { result, certificate } = decision;
  const backends = result.kind === 'forward' ? result.backends : [];
  const [only, ...others] = backends;
  const endpoints = only?.endpoints.map(targetText) ?? [];
  return {
    ...statusOf(decision, input),
    service: only === undefined || others.length > 0 ? null : serviceText(only),
    path: result.kind === 'forward' ? result.http.target : undefined,
    redirect: result.kind === 'response' ? headerOf(result.headers, 'location') : undefined,
    nginxLocation: locationOf(decision),
    certificate: certificate === undefined ? undefined : secretText(certificate),
    endpoints,
    distinctEndpoints: endpoints.length,
    sameEndpoint: result.kind === 'forward' && (result.by === 'hash' || endpoints.length === 1),
    weights: Object.fromEntries(backends.map((backend) => [serviceText(backend), backend.share * 100])),
    connection: result.kind === 'closed' ? 'closed' : 'open',
    upstream: result.kind === 'left' ? result.to : undefined,
    headers: headersAtBackend(decision, input),
  };
}

/** How a controller came to its answer. */
export function requestTrace(controller: IngressController, input: JsonObject): unknown {
  const request = requestOf(input);
  return { decision: controller.handle(request), rejected: controller.rejected(request) };
}

function requestOf(input: JsonObject): IngressRequest {
  const host = textOf(input['host']);
  const isTls = input['scheme'] === 'https';
  const from = input['from'];
  const { proxyProtocol } = input;
  return {
    http: {
      version: host === null ? '1.0' : '1.1',
      method: textAt(input, 'method'),
      host,
      target: textAt(input, 'path'),
      headers: headersIn(input['headers']),
    },
    ...(isTls && {
      tls: { sni: 'sni' in input ? textOf(input['sni']) : (host?.replace(/:.*/, '') ?? null) },
    }),
    client: typeof from === 'string' ? from : '203.0.113.1',
    port: isTls ? 443 : 80,
    ...(typeof proxyProtocol === 'string' && { proxyProtocol }),
  };
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function headersIn(value: Json | undefined): readonly Header[] {
  if (!isObject(value)) return [];
  return Object.keys(value).map((name) => ({ name: name.toLowerCase(), value: textAt(value, name) }));
}

/** A request that reaches a Service gets the status that the Service answers with. */
function statusOf({ result }: IngressDecision, { backendStatus = 200 }: JsonObject): Answer {
  const status =
    result.kind === 'forward' ? backendStatus : result.kind === 'response' ? result.status : undefined;
  return { status, statusClass: typeof status === 'number' ? `${Math.floor(status / 100)}xx` : undefined };
}

/** The controller answers a redirect between names and its own paths without a location of an Ingress. */
function locationOf({ rule, location }: IngressDecision): string | undefined {
  switch (rule.id) {
    case 'ingress-www-redirect':
      return 'www-redirect';
    case 'proxy-own-path':
      return 'own';
    default:
      return location?.name;
  }
}

function secretText({ secret }: NonNullable<IngressDecision['certificate']>): string {
  return secret === undefined ? 'controller-default' : `${secret.namespace}/${secret.name}`;
}

function serviceText({ service, port }: ChosenBackend): string {
  return `${service.namespace}/${service.name}:${port}`;
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

/** The headers that somebody asks for, as the backend sees them; null for one that it does not see. */
function headersAtBackend({ result }: IngressDecision, { expect }: JsonObject): Answer | undefined {
  const asked = isObject(expect) && isObject(expect['headers']) ? Object.keys(expect['headers']) : [];
  if (result.kind !== 'forward') return undefined;
  const { host, headers } = result.http;
  return Object.fromEntries(
    asked.map((name) => {
      const value = name.toLowerCase() === 'host' ? host : headerOf(headers, name.toLowerCase());
      return [name, value ?? null];
    }),
  );
}
