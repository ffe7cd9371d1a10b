import type { FieldErrors } from '../field/field-errors.js';
import type { Container, ContainerPort, EnvVar } from '../pod.js';
import { dns1123Label } from './names.js';
import { portName, portNumber } from './ports.js';
import { validateLifeProbe, validateProbe } from './probe.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainers */
export function validateContainers(containers: readonly Container[], errors: FieldErrors): void {
  if (containers.length === 0) {
    errors.required('', 'containers');
    return;
  }
  const names = new Set<string>();
  const hostPorts = new Set<string>();
  errors.each('containers', containers, (container) => {
    validateContainer(container, errors);
    if (names.has(container.name)) errors.duplicate(container.name, 'name');
    names.add(container.name);
    validateProbes(container, errors);
    if (container.restartPolicy !== undefined) {
      errors.forbidden('may not be set for non-init containers', 'restartPolicy');
    }
    validateHostPorts(container.ports, hostPorts, errors);
  });
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateInitContainers */
export function validateInitContainers(
  initContainers: readonly Container[],
  containers: readonly Container[],
  errors: FieldErrors,
): void {
  if (initContainers.length === 0) return;
  const names = new Set(containers.map((container) => container.name));
  errors.each('initContainers', initContainers, (container) => {
    validateContainer(container, errors);
    if (names.has(container.name)) errors.duplicate(container.name, 'name');
    names.add(container.name);
    validateHostPorts(container.ports, new Set(), errors);
    if (container.restartPolicy === 'Always') validateProbes(container, errors);
    else forbidProbes(container, errors);
  });
}

/** What holds for every container. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainerCommon */
function validateContainer({ name, image, ports, env }: Container, errors: FieldErrors): void {
  if (name === '') errors.required('', 'name');
  else errors.invalidFor(dns1123Label(name), name, 'name');
  if (image === '') errors.required('', 'image');
  if (ports.length > 0) errors.within('ports', ports, validatePorts);
  if (env.length > 0) errors.each('env', env, validateEnvVar);
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainerPorts */
function validatePorts(ports: readonly ContainerPort[], errors: FieldErrors): void {
  const names = new Set<string>();
  for (const [index, { name, containerPort, hostPort }] of ports.entries()) {
    if (name !== undefined) {
      const details = portName(name);
      errors.invalidFor(details, name, index, 'name');
      if (details.length === 0 && names.has(name)) errors.duplicate(name, index, 'name');
      names.add(name);
    }
    if (containerPort === 0) errors.required('', index, 'containerPort');
    else errors.invalidFor(portNumber(containerPort), containerPort, index, 'containerPort');
    if (hostPort !== undefined) errors.invalidFor(portNumber(hostPort), hostPort, index, 'hostPort');
  }
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

function forbidProbes(container: Container, errors: FieldErrors): void {
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (container[probe] !== undefined) {
      errors.forbidden('may not be set for init containers without restartPolicy=Always', probe);
    }
  }
}

/**
 * No two ports may take the same host port. Containers run together and share what is taken; init containers run one
 * after the other and do not.
 *
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, AccumulateUniqueHostPorts
 */
function validateHostPorts(ports: readonly ContainerPort[], taken: Set<string>, errors: FieldErrors): void {
  for (const [index, { protocol, hostIP = '', hostPort }] of ports.entries()) {
    if (hostPort === undefined) continue;
    const place = `${protocol}/${hostIP}/${hostPort}`;
    if (taken.has(place)) errors.duplicate(place, 'ports', index, 'hostPort');
    taken.add(place);
  }
}
