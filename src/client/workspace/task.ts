import {
  CustomExecution,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  EventEmitter,
  type Pseudoterminal,
  Task,
  type TaskDefinition,
  TaskGroup,
  type TaskProvider,
  tasks,
  TaskScope,
  workspace,
} from 'vscode';
import { printable } from '../../core/text/printable.ts';
import { isProblem, type CheckedFile, type WorkspaceCheck } from './check.ts';

const TYPE = 'handshake';

/** The task `handshake: check`: every diagram of the workspace, as `handshake check` prints it, in either extension host. */
export class CheckTasks implements TaskProvider {
  readonly #check: WorkspaceCheck;

  constructor(check: WorkspaceCheck) {
    this.#check = check;
  }

  register(): Disposable {
    return tasks.registerTaskProvider(TYPE, this);
  }

  provideTasks(): Task[] {
    return [this.#task({ type: TYPE, task: 'check' })];
  }

  resolveTask({ definition }: Task): Task | undefined {
    return definition['task'] === 'check' ? this.#task(definition) : undefined;
  }

  #task(definition: TaskDefinition): Task {
    const run = new CustomExecution(() => Promise.resolve(new CheckTerminal(this.#check)));
    const task = new Task(definition, TaskScope.Workspace, 'check', TYPE, run);
    task.group = TaskGroup.Test;
    return task;
  }
}

/** A terminal that holds nothing but the report. */
class CheckTerminal implements Pseudoterminal {
  readonly #check: WorkspaceCheck;
  readonly #write = new EventEmitter<string>();
  readonly #close = new EventEmitter<number>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;
  #closed = false;

  constructor(check: WorkspaceCheck) {
    this.#check = check;
  }

  open(): void {
    void this.#run().then(
      (code) => this.#close.fire(code),
      (error: unknown) => {
        this.#write.fire(`${printable(error instanceof Error ? error.message : String(error))}\r\n`);
        this.#close.fire(2);
      },
    );
  }

  close(): void {
    this.#closed = true;
  }

  async #run(): Promise<number> {
    const files = await this.#check.all(() => undefined);
    if (this.#closed) return 2;
    for (const file of files) for (const line of reportLines(file)) this.#write.fire(`${printable(line)}\r\n`);
    const problems = files.flatMap((file) => file.problems);
    const diagrams = files.reduce((sum, file) => sum + file.diagrams, 0);
    this.#write.fire(`${String(problems.filter(isProblem).length)} problems, ${String(diagrams)} diagrams\r\n`);
    return problems.some(({ severity }) => severity === DiagnosticSeverity.Error) ? 1 : 0;
  }
}

const SEVERITY = ['error', 'warning', 'info', 'hint'] as const;

function reportLines({ uri, problems }: CheckedFile): string[] {
  const file = workspace.asRelativePath(uri);
  return problems.filter(isProblem).map((problem) => {
    const { line, character } = problem.range.start;
    return `${file}:${String(line + 1)}:${String(character + 1)}: ${SEVERITY[problem.severity]} ${codeOf(problem)}: ${problem.message}`;
  });
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
