import type { FieldErrors } from '../field/field-errors.js';
import type { Container, ContainerPort, EnvVar } from '../pod.js';
import { list, none, textList } from '../schema/list.js';
import { madeRecord, nested, type Unfinished } from '../schema/made-record.js';
import { named, unlessEmpty } from '../schema/record-field.js';
import { inside, readField, record } from '../schema/record.js';
import { int32, oneOf, orEmpty, text } from '../schema/scalar.js';
import type { ScalarSchema, Schema } from '../schema/schema.js';
import { lifecycleSchema } from './lifecycle.js';
import { probeSchema } from './probe.js';

/** How a transport protocol is read. */
export const protocolSchema: ScalarSchema<'TCP' | 'UDP' | 'SCTP'> = oneOf('SCTP', 'TCP', 'UDP');

const containerPort: Schema<ContainerPort> = madeRecord(
  { name: text, containerPort: int32, hostPort: int32, hostIP: text, protocol: orEmpty(protocolSchema) },
  (given): ContainerPort => {
    const port: Unfinished<ContainerPort> = {
      containerPort: given.containerPort ?? 0,
      protocol: given.protocol || 'TCP',
    };
    if (given.name) port.name = given.name;
    if (given.hostPort) port.hostPort = given.hostPort;
    if (given.hostIP) port.hostIP = given.hostIP;
    return port;
  },
);

const envVar: Schema<EnvVar> = record<EnvVar>(() => ({ name: '' }), {
  name: text,
  value: unlessEmpty(text),
  fieldPath: named(
    'valueFrom',
    inside('fieldRef', inside('fieldPath', text, ['apiVersion']), [
      'configMapKeyRef',
      'fileKeyRef',
      'resourceFieldRef',
      'secretKeyRef',
    ]),
  ),
});

const containerPorts: Schema<readonly ContainerPort[]> = list(containerPort);
const envVars: Schema<readonly EnvVar[]> = list(envVar);

/** How a container is read. @see kubernetes/api core/v1/types.go, Container */
export const containerSchema: Schema<Container> = madeRecord(
  {
    name: text,
    image: text,
    command: nested,
    args: nested,
    ports: nested,
    env: nested,
    restartPolicy: orEmpty(oneOf('Always')),
    readinessProbe: nested,
    livenessProbe: nested,
    startupProbe: nested,
    lifecycle: nested,
  },
  (given, errors): Container => {
    const container: Unfinished<Container> = {
      name: given.name ?? '',
      image: given.image ?? '',
      command: readField(textList, given.command, 'command', errors) ?? none,
      args: readField(textList, given.args, 'args', errors) ?? none,
      ports: readField(containerPorts, given.ports, 'ports', errors) ?? none,
      env: readField(envVars, given.env, 'env', errors) ?? none,
    };
    if (given.restartPolicy) container.restartPolicy = given.restartPolicy;
    const lifecycle = readField(lifecycleSchema, given.lifecycle, 'lifecycle', errors);
    if (lifecycle?.postStart !== undefined) container.postStart = lifecycle.postStart;
    if (lifecycle?.preStop !== undefined) container.preStop = lifecycle.preStop;
    setProbes(container, given, errors);
    return container;
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

type ProbeName = 'readinessProbe' | 'livenessProbe' | 'startupProbe';

function setProbes(
  container: Unfinished<Container>,
  given: { readonly [K in ProbeName]?: unknown },
  errors: FieldErrors,
): void {
  const readinessProbe = readField(probeSchema, given.readinessProbe, 'readinessProbe', errors);
  const livenessProbe = readField(probeSchema, given.livenessProbe, 'livenessProbe', errors);
  const startupProbe = readField(probeSchema, given.startupProbe, 'startupProbe', errors);
  if (readinessProbe !== undefined) container.readinessProbe = readinessProbe;
  if (livenessProbe !== undefined) container.livenessProbe = livenessProbe;
  if (startupProbe !== undefined) container.startupProbe = startupProbe;
}
