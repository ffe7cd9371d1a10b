import type { NotModelled } from './metadata.js';

/** A port that a container declares, as written. @public */
export interface ContainerPortManifest {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/** An environment variable, as written. @public */
export interface EnvVarManifest {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath: string };
    readonly resourceFieldRef?: NotModelled;
    readonly configMapKeyRef?: NotModelled;
    readonly secretKeyRef?: NotModelled;
    readonly fileKeyRef?: NotModelled;
  };
}

/** What a probe or hook does, as written. @public */
export interface HandlerManifest {
  readonly httpGet?: {
    readonly path?: string;
    readonly port: number | string;
    readonly host?: string;
    readonly scheme?: 'HTTP' | 'HTTPS';
    readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
  };
  readonly tcpSocket?: { readonly port: number | string; readonly host?: string };
  readonly exec?: { readonly command?: readonly string[] };
}

/** What a container does after its start or before its end, as written. @see kubernetes/api core/v1/types.go, LifecycleHandler @public */
export interface LifecycleHandlerManifest extends HandlerManifest {
  readonly sleep?: { readonly seconds: number };
}

/** A probe, as written. @see kubernetes/api core/v1/types.go, Probe @public */
export interface ProbeManifest extends HandlerManifest {
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

/** A container, as written. @see kubernetes/api core/v1/types.go, Container @public */
export interface ContainerManifest {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly ContainerPortManifest[];
  readonly env?: readonly EnvVarManifest[];
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  readonly readinessProbe?: ProbeManifest;
  readonly livenessProbe?: ProbeManifest;
  readonly startupProbe?: ProbeManifest;
  readonly lifecycle?: {
    readonly preStop?: LifecycleHandlerManifest;
    readonly postStart?: LifecycleHandlerManifest;
    readonly stopSignal?: NotModelled;
  };
  readonly workingDir?: NotModelled;
  readonly envFrom?: NotModelled;
  readonly resources?: NotModelled;
  readonly resizePolicy?: NotModelled;
  readonly restartPolicyRules?: NotModelled;
  readonly volumeMounts?: NotModelled;
  readonly volumeDevices?: NotModelled;
  readonly terminationMessagePath?: NotModelled;
  readonly terminationMessagePolicy?: NotModelled;
  readonly imagePullPolicy?: NotModelled;
  readonly securityContext?: NotModelled;
  readonly stdin?: NotModelled;
  readonly stdinOnce?: NotModelled;
  readonly tty?: NotModelled;
}
