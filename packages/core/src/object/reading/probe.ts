import type { Probe } from '../pod.js';
import { none, textList } from '../schema/list.js';
import { madeRecord, nested, type Unfinished } from '../schema/made-record.js';
import { readField, record } from '../schema/record.js';
import { int32, intOrText, oneOf, orEmpty, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';

type Exec = NonNullable<Probe['exec']>;
type HTTPGet = NonNullable<Probe['httpGet']>;
type TCPSocket = NonNullable<Probe['tcpSocket']>;
type GRPC = NonNullable<Probe['grpc']>;

/** How a command is read. */
export const execSchema: Schema<Exec> = record<Exec>(() => ({ command: none }), { command: textList });

/** How an HTTP request is read. @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_HTTPGetAction */
export const httpGetSchema: Schema<HTTPGet> = madeRecord(
  { path: text, port: intOrText, scheme: orEmpty(oneOf('HTTP', 'HTTPS')) },
  (given): HTTPGet => ({
    path: given.path || '/',
    port: given.port ?? 0,
    scheme: given.scheme || 'HTTP',
  }),
  ['host', 'httpHeaders', 'protocol'],
);

/** How an opening of a connection is read. */
export const tcpSocketSchema: Schema<TCPSocket> = record<TCPSocket>(
  () => ({ port: 0 }),
  { port: intOrText },
  ['host'],
);

const grpc: Schema<GRPC> = record<GRPC>(() => ({ port: 0, service: '' }), { port: int32, service: text }, [
  'mode',
]);

/** How a probe is read. @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Probe */
export const probeSchema: Schema<Probe> = madeRecord(
  {
    exec: nested,
    httpGet: nested,
    tcpSocket: nested,
    grpc: nested,
    initialDelaySeconds: int32,
    periodSeconds: int32,
    timeoutSeconds: int32,
    successThreshold: int32,
    failureThreshold: int32,
  },
  (given, errors): Probe => {
    const probe: Unfinished<Probe> = {
      initialDelaySeconds: given.initialDelaySeconds ?? 0,
      periodSeconds: given.periodSeconds || 10,
      timeoutSeconds: given.timeoutSeconds || 1,
      successThreshold: given.successThreshold || 1,
      failureThreshold: given.failureThreshold || 3,
    };
    const execAction = readField(execSchema, given.exec, 'exec', errors);
    const httpGetAction = readField(httpGetSchema, given.httpGet, 'httpGet', errors);
    const tcpSocketAction = readField(tcpSocketSchema, given.tcpSocket, 'tcpSocket', errors);
    const grpcAction = readField(grpc, given.grpc, 'grpc', errors);
    if (execAction !== undefined) probe.exec = execAction;
    if (httpGetAction !== undefined) probe.httpGet = httpGetAction;
    if (tcpSocketAction !== undefined) probe.tcpSocket = tcpSocketAction;
    if (grpcAction !== undefined) probe.grpc = grpcAction;
    return probe;
  },
  ['terminationGracePeriodSeconds'],
);
