/**
 * Whether an instance of kube-controller-manager leads. While none does its controllers do nothing; the next one knows
 * nothing of what the one before remembered.
 *
 * @see kubernetes/kubernetes staging/src/k8s.io/client-go/tools/leaderelection; staging/src/k8s.io/component-base/config/v1alpha1/defaults.go
 */
export class Leadership {
  readonly #taking = new Set<() => void>();
  #isHeld = true;

  /** Whether an instance leads. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Runs something whenever another instance begins to lead. */
  onTaken(act: () => void): void {
    this.#taking.add(act);
  }

  /** The instance that leads is gone. */
  lose(): void {
    this.#isHeld = false;
  }

  /** Another instance leads. */
  take(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    for (const act of this.#taking) act();
  }
}
