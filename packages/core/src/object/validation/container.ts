import type { FieldErrors } from '../field/field-errors.js';
import type { Container, ContainerPort, EnvVar } from '../pod.js';
import { validateLifecycle } from './lifecycle.js';
import { dns1123Label } from './names.js';
import { portName, portNumber } from './ports.js';
import { validateLifeProbe, validateProbe } from './probe.js';
import { isRepeated } from './repeated.js';

const sameName = (one: { readonly name?: string }, other: { readonly name?: string }): boolean =>
  one.name === other.name;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainers */
export function validateContainers(
  containers: readonly Container[],
  gracePeriod: number,
  errors: FieldErrors,
): void {
  if (containers.length === 0) errors.required('', 'containers');
  errors.each('containers', containers, (container, _errors, index) => {
    validateAppContainer(container, errors, index, containers);
    validateLifecycle(container, gracePeriod, errors);
  });
  if (containers.some(hasHostPort)) validateHostPorts(containers, errors);
}

function validateAppContainer(
  container: Container,
  errors: FieldErrors,
  index: number,
  containers: readonly Container[],
): void {
  validateContainer(container, errors);
  if (isRepeated(containers, index, sameName)) errors.duplicate(container.name, 'name');
  validateProbes(container, errors);
  if (container.restartPolicy !== undefined) {
    errors.forbidden('may not be set for non-init containers', 'restartPolicy');
  }
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateInitContainers */
export function validateInitContainers(
  initContainers: readonly Container[],
  containers: readonly Container[],
  gracePeriod: number,
  errors: FieldErrors,
): void {
  errors.each('initContainers', initContainers, (container, _errors, index) => {
    validateContainer(container, errors);
    const isTaken = containers.some((other) => sameName(other, container));
    if (isTaken || isRepeated(initContainers, index, sameName)) errors.duplicate(container.name, 'name');
    if (container.restartPolicy === 'Always') {
      validateProbes(container, errors);
      validateLifecycle(container, gracePeriod, errors);
    } else forbidProbes(container, errors);
  });
}

/** What holds for every container. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainerCommon */
function validateContainer({ name, image, ports, env }: Container, errors: FieldErrors): void {
  if (name === '') errors.required('', 'name');
  else errors.check(dns1123Label, name, 'name');
  if (image === '') errors.required('', 'image');
  errors.each('ports', ports, validatePort);
  errors.each('env', env, validateEnvVar);
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainerPorts */
function validatePort(
  { name, containerPort, hostPort }: ContainerPort,
  errors: FieldErrors,
  index: number,
  ports: readonly ContainerPort[],
): void {
  if (name !== undefined) {
    errors.check(portName, name, 'name');
    if (isRepeated(ports, index, sameName)) errors.duplicate(name, 'name');
  }
  if (containerPort === 0) errors.required('', 'containerPort');
  else errors.check(portNumber, containerPort, 'containerPort');
  if (hostPort !== undefined) errors.check(portNumber, hostPort, 'hostPort');
}

/** Names may have any printable ASCII character but `=`. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsRelaxedEnvVarName */
function validateEnvVar({ name }: EnvVar, errors: FieldErrors): void {
  if (name === '') errors.required('', 'name');
  else if (!/^[ -<>-~]+$/.test(name)) {
    errors.invalid(
      name,
      "a valid environment variable name must consist only of printable ASCII characters other than '='",
      'name',
    );
  }
}

function validateProbes(container: Container, errors: FieldErrors): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe !== undefined) errors.within('livenessProbe', livenessProbe, validateLifeProbe);
  if (readinessProbe !== undefined) errors.within('readinessProbe', readinessProbe, validateProbe);
  if (startupProbe !== undefined) errors.within('startupProbe', startupProbe, validateLifeProbe);
}

const notOneByOne = 'may not be set for init containers without restartPolicy=Always';

function forbidProbes(container: Container, errors: FieldErrors): void {
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (container[probe] !== undefined) errors.forbidden(notOneByOne, probe);
  }
  if (container.postStart !== undefined || container.preStop !== undefined) {
    errors.forbidden(notOneByOne, 'lifecycle');
  }
}

function hasHostPort({ ports }: Container): boolean {
  return ports.some(({ hostPort }) => hostPort !== undefined);
}

/**
 * Containers run together, so no two of their ports may take the same host port. Init containers run one by one.
 *
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, AccumulateUniqueHostPorts
 */
function validateHostPorts(containers: readonly Container[], errors: FieldErrors): void {
  const taken = new Set<string>();
  errors.each('containers', containers, ({ ports }) => {
    for (const [index, { protocol, hostIP = '', hostPort }] of ports.entries()) {
      if (hostPort === undefined) continue;
      const place = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(place)) errors.duplicate(place, 'ports', index, 'hostPort');
      taken.add(place);
    }
  });
}
