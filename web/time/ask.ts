// One question to the API: its answer, or why there is none.
import type { ApiError } from '../../server/contract/api.ts';

export interface Refusal {
  /** 0 when the server did not answer at all. */
  readonly status: number;
  /** The server's own sentence, in English; empty when it did not answer. */
  readonly message: string;
  readonly field?: string;
}

export type Reply<T> = { readonly answer: T } | { readonly refusal: Refusal };

/** Rejects only when `signal` calls the question off. */
export async function ask<T>(path: string, signal: AbortSignal): Promise<Reply<T>> {
  let response: Response;
  try {
    response = await fetch(path, { signal });
    if (response.ok) return { answer: (await response.json()) as T };
  } catch (error) {
    if (signal.aborted) throw error;
    return { refusal: { status: 0, message: '' } };
  }
  return { refusal: await readRefusal(response) };
}

/** Why an answer is none, as the API says it. */
export async function readRefusal(response: Response): Promise<Refusal> {
  const { status } = response;
  try {
    const { error } = (await response.json()) as ApiError;
    const field = error.field === undefined ? {} : { field: error.field };
    return { status, message: error.message, ...field };
  } catch {
    return { status, message: response.statusText };
  }
}

type Parameter = string | number | undefined | readonly string[];

/** Parameters as the API reads them: a list is repeated, what is undefined is left out. */
export function queryText(values: Readonly<Record<string, Parameter>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const list = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    for (const one of list) query.append(name, one);
  }
  return query.toString();
}
