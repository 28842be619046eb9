// A question to the source that fails is the source's failure, not the request's or the program's: 503, with its reason.
import { refusal } from './refusal.ts';

export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refusal(503, `the source did not answer: ${reason}`);
  }
}
