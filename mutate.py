import subprocess,sys
M=[
('packages/sim/src/scenario/pod-of.ts',"metadata.deletionTimestamp === undefined","true",'test/unit/sim/scenario'),
('packages/sim/src/scenario/run-scenario.ts',"].sort((one, other) => one.at - other.at)","].sort((one, other) => other.at - one.at)",'test/unit/sim/scenario'),
('packages/sim/src/scenario/run-scenario.ts',"    this.#wait();\n","",'test/unit/sim/scenario'),
('packages/sim/src/scenario/run-scenario.ts',"|| !this.#sends) return;",") return;".replace(') return','') or '','skip'),
('packages/sim/src/scenario/run-scenario.ts',"{ ...expect, ...load.expect }","{ ...load.expect, ...expect }",'test/unit/sim/scenario'),
('packages/sim/src/scenario/check.ts',"cause === wanted ? sum + count : sum","sum + count",'test/unit/sim/scenario'),
('packages/sim/src/scenario/check.ts',"map(({ last }) => last)","map(({ first }) => first)",'test/unit/sim/scenario'),
('packages/sim/src/scenario/expectation.ts',"<= tiny * Math.max(1, Math.abs(value)) ? 0","<= -1 ? 0",'test/unit/sim/scenario'),
('packages/sim/src/scenario/absent.ts',"return firstOf(fault.link,","return firstOf(fault.link.slice(0, 1),",'test/unit/sim/scenario'),
('packages/cli/src/simulate/check-times.ts',"if (at >= until)","if (at > until)",'test/unit/cli/simulate/scenario-problems.test.ts'),
('packages/cli/src/simulate/check-times.ts',"at + duration > until","false",'test/unit/cli/simulate/scenario-problems.test.ts'),
('packages/cli/src/simulate/read-value.ts',"h: 3_600_000 }","h: 360_000 }",'test/unit/cli/simulate/read-value.test.ts'),
('packages/cli/src/simulate/read-value.ts',"['<=', '>=', '<', '>', '=']","['<', '>', '<=', '>=', '=']",'test/unit/cli/simulate/read-value.test.ts'),
('packages/cli/src/simulate/read-act.ts',"scale: { needs: ['replicas'] }","scale: { takes: ['replicas'] }",'test/unit/cli/simulate/read-act.test.ts'),
('packages/cli/src/simulate/target.ts',"if (names.length === 3)","if (names.length === 4)",'test/unit/cli/simulate/target.test.ts'),
('packages/cli/src/simulate/run-simulate.ts',"report.holds ? exitStatus.answered","true ? exitStatus.answered",'test/unit/cli/simulate/simulate-command.test.ts'),
('packages/cli/src/simulate/run-simulate.ts',"if (error instanceof RangeError)","if (error instanceof TypeError)",'test/property/cli/scenario.test.ts'),
('packages/cli/src/simulate/load-scenario.ts',"seed: options.seed","seed: 1",'test/unit/cli/simulate/simulate-command.test.ts'),
('packages/cli/src/input/schema-check.ts',"return isAtValue && isBelow(error, schemaPath);","return isBelow(error, schemaPath);",'test/unit/cli/input test/unit/cli/simulate test/cli'),
('packages/cli/src/simulate/progress.ts',"if (!output.isTerminal)","if (output.isTerminal)",'test/unit/cli/simulate/simulate-command.test.ts'),
]
for f,a,b,t in M:
    if t=='skip': continue
    s=open(f).read()
    if a not in s: print('NOT FOUND',f,a); continue
    open(f,'w').write(s.replace(a,b,1))
    r=subprocess.run(['npx','vitest','run',*t.split()],capture_output=True,text=True)
    print('caught' if r.returncode else 'SURVIVED',f,a[:60],flush=True)
    open(f,'w').write(s)
