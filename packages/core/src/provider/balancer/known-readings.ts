import { type AnnotationReading, fateOf, namesIn } from './annotation-reading.js';
import { nlbReading } from './aws-cloud-provider.js';
import { classicReading } from './aws-classic.js';
import { controllerReading } from './aws-load-balancer-controller.js';
import { azureReading } from './azure.js';
import { googleReading } from './google-cloud.js';
import { hetznerReading } from './hetzner.js';
import { metallbReading } from './metallb.js';
import { serviceLBReading } from './service-lb.js';

/** What each kind of load balancer reads that annotations tell something. */
const knownReadings: readonly AnnotationReading[] = [
  classicReading,
  nlbReading,
  controllerReading,
  googleReading,
  azureReading,
  hetznerReading,
  metallbReading,
  serviceLBReading,
];

/** The load balancers that read an annotation. */
export function readersOf(annotation: string): readonly AnnotationReading[] {
  return knownReadings.filter((reading) => fateOf(annotation, '', reading).kind !== 'unread');
}

/** Whether all who read an annotation do so beside the way of a request. */
export function isBesideEveryWay(annotation: string): boolean {
  const readers = readersOf(annotation);
  return (
    readers.length > 0 &&
    readers.every((reading) => fateOf(annotation, '', reading).kind === 'beside-the-way')
  );
}

/** The names of all annotations that some load balancer reads. */
export const knownNames: ReadonlySet<string> = new Set(knownReadings.flatMap(namesIn));
