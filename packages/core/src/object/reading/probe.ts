import type { Probe } from '../pod.js';
import { textList } from '../schema/list.js';
import { fillEmpty, optional } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { int32, intOrText, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';

/**
 * How a probe is read.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Probe and SetDefaults_HTTPGetAction
 */
export const probeSchema: Schema<Probe> = record<Probe>(
  {
    exec: optional(record<NonNullable<Probe['exec']>>({ command: textList })),
    httpGet: optional(
      record<NonNullable<Probe['httpGet']>>(
        { path: fillEmpty(text, '/'), port: intOrText, scheme: fillEmpty(oneOf('HTTP', 'HTTPS'), 'HTTP') },
        ['host', 'httpHeaders', 'protocol'],
      ),
    ),
    tcpSocket: optional(record<NonNullable<Probe['tcpSocket']>>({ port: intOrText }, ['host'])),
    grpc: optional(record<NonNullable<Probe['grpc']>>({ port: int32, service: text }, ['mode'])),
    initialDelaySeconds: int32,
    timeoutSeconds: fillEmpty(int32, 1),
    periodSeconds: fillEmpty(int32, 10),
    successThreshold: fillEmpty(int32, 1),
    failureThreshold: fillEmpty(int32, 3),
  },
  ['terminationGracePeriodSeconds'],
);
