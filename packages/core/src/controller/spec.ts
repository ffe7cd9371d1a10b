import type { StringMap } from '../object/metadata.js';
import type { ControllerProfile } from './profile.js';

/** The settings of a controller that is answered by the specification. @public */
export interface SpecSettings {
  readonly name?: string;
  readonly version?: string;
  readonly namespace?: string;
  readonly controllerClass?: string;
  readonly annotationClass?: string;
  readonly takesWithoutClass?: boolean;
  readonly flags?: StringMap;
  readonly httpPorts?: readonly number[];
  readonly httpsPorts?: readonly number[];
}

/**
 * The profile of a controller that does what the specification of Ingress says, and nothing else.
 *
 * @see kubernetes/api networking/v1/types.go
 * @public
 * @example
 * specProfile({ controllerClass: 'acme.io/ingress' });
 */
export function specProfile(settings: SpecSettings = {}): ControllerProfile {
  const {
    name = 'spec',
    version = '',
    namespace = '',
    controllerClass = '',
    annotationClass = '',
  } = settings;
  return {
    dialect: 'spec',
    name,
    version,
    namespace,
    controllerClass,
    annotationClass,
    classRule: 'class-object',
    takesWithoutClass: settings.takesWithoutClass ?? false,
    takesClassByName: false,
    watchNamespace: '',
    annotationPrefix: '',
    flags: settings.flags ?? {},
    configMap: undefined,
    httpPorts: settings.httpPorts ?? [80],
    httpsPorts: settings.httpsPorts ?? [443],
    streams: [],
  };
}
