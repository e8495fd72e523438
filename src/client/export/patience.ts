import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from 'vscode';

/** Milliseconds after which work says how far it is. */
const PATIENCE = 500;

/** Says how far the work is: `done` of `total`, and with what. */
export type Report = (done: number, total: number, what?: string) => void;

/** Does some work; if it takes long, a notification says how far it is, and lets it be cancelled. */
export async function patiently<Result>(
  title: string,
  work: (report: Report, token: CancellationToken) => Promise<Result>,
): Promise<Result> {
  const source = new CancellationTokenSource();
  let last: Parameters<Report> = [0, 0];
  let show: Report = () => undefined;
  const working = work((...report) => {
    last = report;
    show(...report);
  }, source.token);
  const ended = working.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => source.cancel());
        let shown = 0;
        show = (done, total, what) => {
          const percent = total === 0 ? 0 : (100 * done) / total;
          progress.report({ increment: Math.max(0, percent - shown), ...(what !== undefined && { message: what }) });
          shown = Math.max(shown, percent);
        };
        show(...last);
        await ended;
      },
    );
  }, PATIENCE);
  try {
    return await working;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
