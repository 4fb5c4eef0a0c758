/**
 * Reading Node's file system errors.
 *
 * @module
 */

/** The error code of an I/O error, such as `ENOENT`; `undefined` for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether an error means that nothing stands at the path. */
export function isAbsence(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What an I/O error says in a problem's sentence. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
