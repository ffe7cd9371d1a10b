import type { Container, ContainerPort, EnvVar } from '../pod.js';
import { list, textList } from '../schema/list.js';
import { fillEmpty, named, omitEmpty, optional } from '../schema/record-field.js';
import { inside, record } from '../schema/record.js';
import { int32, int64, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { probeSchema } from './probe.js';

/** How a transport protocol is read; TCP where none is given. */
export const protocolSchema: Schema<'TCP' | 'UDP' | 'SCTP'> = oneOf('TCP', 'UDP', 'SCTP');

const containerPort: Schema<ContainerPort> = record<ContainerPort>({
  name: omitEmpty(text),
  containerPort: int32,
  hostPort: omitEmpty(int32),
  hostIP: omitEmpty(text),
  protocol: fillEmpty(protocolSchema, 'TCP'),
});

const otherSources = ['resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

const envVar: Schema<EnvVar> = record<EnvVar>({
  name: text,
  value: omitEmpty(text),
  fieldPath: named(
    'valueFrom',
    optional(inside('fieldRef', inside('fieldPath', text, ['apiVersion']), otherSources)),
  ),
});

const preStopSleepSeconds = inside(
  'preStop',
  inside('sleep', inside('seconds', int64), ['exec', 'httpGet', 'tcpSocket']),
  ['postStart', 'stopSignal'],
);

/** How a container is read. @see kubernetes/api core/v1/types.go, Container */
export const containerSchema: Schema<Container> = record<Container>(
  {
    name: text,
    image: text,
    command: textList,
    args: textList,
    ports: list(containerPort),
    env: list(envVar),
    restartPolicy: omitEmpty(oneOf('Always')),
    readinessProbe: optional(probeSchema),
    livenessProbe: optional(probeSchema),
    startupProbe: optional(probeSchema),
    preStopSleepSeconds: named('lifecycle', optional(preStopSleepSeconds)),
  },
  [
    'envFrom',
    'imagePullPolicy',
    'resizePolicy',
    'resources',
    'restartPolicyRules',
    'securityContext',
    'stdin',
    'stdinOnce',
    'terminationMessagePath',
    'terminationMessagePolicy',
    'tty',
    'volumeDevices',
    'volumeMounts',
    'workingDir',
  ],
);
