import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { mapField, mapItems } from './rewrite.js';

/**
 * An Ingress of `extensions/v1beta1` or `networking.k8s.io/v1beta1` with the fields of `networking.k8s.io/v1`.
 *
 * @see kubernetes/kubernetes pkg/apis/networking/v1beta1/conversion.go and defaults.go
 */
export function currentIngress(ingress: JsonObject): JsonObject {
  return mapField(ingress, 'spec', (spec) =>
    mapItems(renameBackend(spec), 'rules', (rule) =>
      mapField(rule, 'http', (http) => mapItems(http, 'paths', currentPath)),
    ),
  );
}

function renameBackend(spec: JsonObject): JsonObject {
  const { backend, ...rest } = spec;
  return backend === undefined ? spec : { ...rest, defaultBackend: currentBackend(backend) };
}

function currentPath(path: JsonObject): JsonObject {
  return { pathType: 'ImplementationSpecific', ...path, backend: currentBackend(path['backend']) };
}

function currentBackend(backend: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(backend)) return backend;
  const { serviceName, servicePort, ...rest } = backend;
  if (serviceName === undefined && servicePort === undefined) return backend;
  return { ...rest, service: { name: serviceName, port: currentPort(servicePort) } };
}

function currentPort(port: JsonValue | undefined): JsonValue | undefined {
  switch (typeof port) {
    case 'number':
      return { number: port };
    case 'string':
      return { name: port };
    default:
      return port;
  }
}
