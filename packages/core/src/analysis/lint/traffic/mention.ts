import { parseIP } from '../../../address/ip.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { ObjectKey } from '../../../object/object.js';
import type { Container, Pod } from '../../../object/pod.js';
import { referenceTo } from '../../../object/reference.js';
import { workloadOf } from '../../../pod/workload.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { Origin } from '../../../request/origin.js';
import type { RequestInput } from '../../../request/read-request.js';
import { clientIn } from '../request/client.js';
import { isReadable } from '../request/readable.js';

/** A host that a workload is told of in the environment or the arguments of a container. */
export interface Mention {
  readonly host: string;
  /** Whether it stands in a URL of HTTP. */
  readonly isHttp: boolean;
  /** The object with the pod, and the field in it. */
  readonly object: ObjectReference;
  readonly path: string;
  /** A pod of the workload. */
  readonly pod: Pod;
  /** What the pod asks with what it is told. */
  readonly request: RequestInput;
}

const remembered = new WeakMap<Cluster, readonly Mention[]>();

/** The hosts that workloads are told of, each once a workload; those of pods that do not run are left out. */
export function mentionsIn(cluster: Cluster): readonly Mention[] {
  let mentions = remembered.get(cluster);
  if (mentions === undefined) {
    mentions = readMentions(cluster);
    remembered.set(cluster, mentions);
  }
  return mentions;
}

function readMentions(cluster: Cluster): readonly Mention[] {
  const seen = new Set<string>();
  return cluster.list('Pod').flatMap((pod) => {
    const from = clientIn(pod);
    const object = workloadOf(cluster, pod) ?? referenceTo(pod);
    const key = `${object.kind} ${object.namespace ?? ''}/${object.name}`;
    if (from === undefined || seen.has(key)) return [];
    seen.add(key);
    return mentionsOf(pod, object, from);
  });
}

/** The Service that a host means for pods of its namespace, by how many labels it has; the empty key where it means none. */
export function serviceNamed({ platform }: Cluster, { host, object }: Mention): ObjectKey {
  const domain = `.${platform.dns.clusterDomain}`;
  const full = host.replace(/\.$/, '');
  const short = full.endsWith(domain) ? full.slice(0, -domain.length) : full;
  const [name = '', namespace = object.namespace ?? '', svc = 'svc', ...more] = short.split('.');
  return svc === 'svc' && more.length === 0 ? `${namespace}/${name}` : '';
}

function mentionsOf(pod: Pod, object: ObjectReference, from: Origin): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const { text, path, isName } of textsOf(pod, specOf(object.kind))) {
    for (const { scheme, host, port } of [...urlsIn(text), ...(isName ? namesIn(text) : [])]) {
      const isHttp = scheme === 'http' || scheme === 'https';
      const key = `${host} ${isHttp}`;
      if (found.has(key)) continue;
      const url = isHttp
        ? `${scheme}://${host}${port === undefined ? '' : `:${port}`}/`
        : `tcp://${host}:${port ?? usualPorts[scheme] ?? 443}`;
      const request = { from, url };
      if (isReadable(request)) found.set(key, { host, isHttp, object, path, pod, request });
    }
  }
  return [...found.values()];
}

/** Where the pod stands in an object of a kind. */
function specOf(kind: string): string {
  switch (kind) {
    case 'Pod':
      return 'spec';
    case 'CronJob':
      return 'spec.jobTemplate.spec.template.spec';
    default:
      return 'spec.template.spec';
  }
}

interface Text {
  readonly text: string;
  readonly path: string;
  /** Whether the text may be a name by itself. */
  readonly isName: boolean;
}

/** The name of a variable that holds hosts. */
const hostVariable = /(?:HOST|HOSTNAME|HOSTS|ENDPOINTS?|ADDR|ADDRESS|SERVERS?|BROKERS?|UPSTREAM)$/i;

function textsOf({ spec }: Pod, at: string): readonly Text[] {
  const of = (field: string, containers: readonly Container[]): readonly Text[] =>
    containers.flatMap(({ command, args, env }, index) => {
      const path = `${at}.${field}[${index}]`;
      const words = (name: string, list: readonly string[]): readonly Text[] =>
        list.map((text, word) => ({ text, path: `${path}.${name}[${word}]`, isName: false }));
      return [
        ...words('command', command),
        ...words('args', args),
        ...env.map(({ name, value = '' }, variable) => ({
          text: value,
          path: `${path}.env[${variable}].value`,
          isName: hostVariable.test(name),
        })),
      ];
    });
  return [...of('initContainers', spec.initContainers), ...of('containers', spec.containers)];
}

/** What a text says of a host. */
interface Named {
  readonly scheme: string;
  readonly host: string;
  readonly port?: number;
}

/** Schemes whose host is looked up as it is, with the port that is asked unless the URL says another. */
const usualPorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  grpc: 443,
  tcp: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  redis: 6379,
  rediss: 6379,
  amqp: 5672,
  amqps: 5671,
  mongodb: 27_017,
  nats: 4222,
  smtp: 25,
  ldap: 389,
  ldaps: 636,
  mqtt: 1883,
};

const url =
  /(?<![A-Za-z0-9+.-])([a-z][a-z0-9]*):\/\/(?:[^\s/@'",]*@)?([A-Za-z0-9.-]+)(?::(\d{1,5}))?(?![A-Za-z0-9.{$(-])/g;

function urlsIn(text: string): readonly Named[] {
  return [...text.matchAll(url)].flatMap(([, scheme = '', host = '', port]) =>
    Object.hasOwn(usualPorts, scheme) ? named(scheme, host, port) : [],
  );
}

const name = /^([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\.?)(?::(\d{1,5}))?$/;

function namesIn(text: string): readonly Named[] {
  return text.split(',').flatMap((word) => {
    const [, host, port] = name.exec(word.trim()) ?? [];
    return host === undefined ? [] : named('', host, port);
  });
}

function named(scheme: string, host: string, port: string | undefined): readonly Named[] {
  const lower = host.toLowerCase();
  const isLocal = lower === 'localhost' || lower.endsWith('.localhost');
  if (isLocal || parseIP(lower) !== undefined || !/[a-z]/.test(lower)) return [];
  return [{ scheme, host: lower, ...(port === undefined ? {} : { port: Number(port) }) }];
}
