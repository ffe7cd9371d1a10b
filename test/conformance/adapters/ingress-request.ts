import type { Header } from '@kubehop/core';
import type {
  ChosenBackend,
  ErrorPage,
  IngressController,
  IngressDecision,
  IngressRequest,
  IngressResult,
} from '@kubehop/core/components';
import type { Answer } from '../adapter.js';
import { isObject, type Json, type JsonObject, textAt } from '../vectors.js';
import { statusBehindName } from './ingress-outside.js';
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
  'errorBackendStatus',
  'backendLocation',
  'repeat',
];

/** What a controller does with a request, in the keys of the vectors. */
export function requestAnswer(
  controller: IngressController,
  objects: readonly Json[],
  input: JsonObject,
): Answer {
  const decision = controller.handle(requestOf(input));
  const { certificate } = decision;
  const page = errorPageOf(decision, input);
  const result = page?.result ?? decision.result;
  const backends = result.kind === 'forward' ? result.backends : [];
  const [only] = backends;
  const endpoints = only?.endpoints.map(targetText) ?? [];
  return {
    ...statusOf(
      result,
      result.kind === 'left'
        ? statusBehindName(objects, input)
        : input[page === undefined ? 'backendStatus' : 'errorBackendStatus'],
    ),
    service: serviceReached(result),
    path: result.kind === 'forward' ? result.http.target : undefined,
    normalizedPath: result.kind === 'forward' ? result.path : undefined,
    args: result.kind === 'forward' ? argsOf(result.http.target) : undefined,
    backendProtocol: result.kind === 'forward' ? result.protocol : undefined,
    redirect: result.kind === 'response' ? headerOf(result.headers, 'location') : undefined,
    nginxLocation: page?.location ?? locationOf(decision, input),
    certificate: certificate === undefined ? undefined : secretText(certificate),
    endpoints,
    distinctEndpoints: endpoints.length,
    sameEndpoint: result.kind === 'forward' && (result.by === 'hash' || endpoints.length === 1),
    weights: Object.fromEntries(backends.map((backend) => [serviceText(backend), backend.share * 100])),
    connection: result.kind === 'closed' ? 'closed' : 'open',
    upstream: result.kind === 'left' ? result.to : undefined,
    headers: headersAtBackend(result, input),
    ...responseOf(result, input),
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

/** What the client gets in place of what the backend answered. */
function errorPageOf({ result }: IngressDecision, { backendStatus }: JsonObject): ErrorPage | undefined {
  const pages = result.kind === 'forward' ? (result.errorPages ?? []) : [];
  return pages.find(({ status }) => status === backendStatus);
}

function textsIn(expect: Json | undefined, key: string): readonly string[] {
  const texts = isObject(expect) ? expect[key] : undefined;
  return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
}

function argsOf(target: string): string {
  return target.split('#', 1)[0]?.split('?').slice(1).join('?') ?? '';
}

/** The headers of the response: what the controller adds, and where the backend itself redirects to. */
function responseOf(result: IngressResult, { backendLocation, expect }: JsonObject): Answer {
  const own = result.kind === 'forward' ? result.responseHeaders : undefined;
  const headers = (result.kind === 'response' ? result.headers : own) ?? [];
  const asked =
    isObject(expect) && isObject(expect['responseHeaders']) ? Object.keys(expect['responseHeaders']) : [];
  const cookie = headerOf(headers, 'set-cookie');
  return {
    setCookie: cookie ?? null,
    setCookieContains: textsIn(expect, 'setCookieContains').filter((text) => cookie?.includes(text)),
    setCookieLacks: textsIn(expect, 'setCookieLacks').filter((text) => cookie?.includes(text) === false),
    responseHeaders: Object.fromEntries(
      asked.map((name) => [
        name,
        headerOf(headers, name.toLowerCase()) ?? (name === 'Location' ? backendLocation : undefined) ?? null,
      ]),
    ),
  };
}

/** A request that reaches a Service gets the status that the Service answers with. */
function statusOf(result: IngressResult, backendStatus: Json | undefined): Answer {
  const status =
    result.kind === 'forward'
      ? (backendStatus ?? 200)
      : result.kind === 'response'
        ? result.status
        : result.kind === 'left'
          ? backendStatus
          : undefined;
  return { status, statusClass: typeof status === 'number' ? `${Math.floor(status / 100)}xx` : undefined };
}

/** The controller answers a redirect between names and its own paths without a location of an Ingress. */
function locationOf({ rule, location }: IngressDecision, { path }: JsonObject): string | undefined {
  switch (rule.id) {
    case 'ingress-www-redirect':
      return 'www-redirect';
    case 'proxy-own-path':
      return path === '/nginx_status' ? 'nginx_status' : 'healthz';
    default:
      return location?.name;
  }
}

function secretText({ secret }: NonNullable<IngressDecision['certificate']>): string {
  return secret === undefined ? 'controller-default' : `${secret.namespace}/${secret.name}`;
}

function serviceReached(result: IngressResult): string | null {
  if (result.kind === 'left') return serviceText(result.backend);
  const [only, ...others] = result.kind === 'forward' ? result.backends : [];
  return only === undefined || others.length > 0 ? null : serviceText(only);
}

function serviceText({ service, port }: Pick<ChosenBackend, 'service' | 'port'>): string {
  return `${service.namespace}/${service.name}:${port}`;
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

/** The headers that somebody asks for, as the backend sees them; null for one that it does not see. */
function headersAtBackend(result: IngressResult, { expect }: JsonObject): Answer | undefined {
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
