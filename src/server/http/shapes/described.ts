// Shapes of what goes out, as zod schemas: published in the OpenAPI document, held to our own types by the compiler, and held to
// every answer of the tests.
import { z } from '@hono/zod-openapi';

/** What JSON makes no difference of: whether a value may be changed. */
type Readable<T> = T extends readonly (infer E)[]
  ? readonly Readable<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Readable<T[K]> }
    : T;

/** A schema that does not take every value of the type is one that nothing fits. */
type Taking<T, S extends z.ZodType> = [T] extends [Readable<z.output<S>>] ? S : { readonly lacks: T };

/**
 * The published schema of one of our own types. Its values go out as that type, and are not checked again.
 * @example const token = described<Token>()('Token', z.object({ id: z.string() }));
 */
export function described<T>() {
  return <S extends z.ZodType>(name: string, schema: S & Taking<T, S>): z.ZodType<T> =>
    (schema as S).openapi(name) as unknown as z.ZodType<T>;
}

/** Milliseconds since the epoch. */
export const time = z.number().openapi({ description: 'Milliseconds since the epoch' });
export const text = z.string();
export const optionalText = z.string().optional();
export const span = { startedAt: time.optional(), endedAt: time.optional() };
export const texts = z.record(z.string(), z.string());
