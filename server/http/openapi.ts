// How the API describes itself: OpenAPI 3.1 from the schemas of the routes.
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>;

export function openapiOptions(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Carnot',
        description: 'Live energy and GPU telemetry of an AI data centre.',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'this server' }],
      security: [],
      tags: [
        { name: 'site', description: 'What stands where' },
        { name: 'values', description: 'Measured and derived values' },
        { name: 'records', description: 'Jobs, events and rules' },
        { name: 'program', description: 'The program itself' },
        { name: 'prometheus', description: 'Pages for Prometheus' },
      ],
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'CARNOT_TOKEN; needed beyond loopback only',
          },
        },
      },
    },
    transform: ({ schema, url }) => ({
      schema: tuplesAsPrefix(schema) as ReturnType<Transform>['schema'],
      url,
    }),
  };
}

/** A tuple is `items: [...]` to the validator and `prefixItems` in JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
function tuplesAsPrefix(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tuplesAsPrefix);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { items, additionalItems, ...rest } = schema as Record<string, unknown>;
  const copied = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, tuplesAsPrefix(value)]),
  );
  if (Array.isArray(items)) return { ...copied, prefixItems: tuplesAsPrefix(items), items: false };
  return {
    ...copied,
    ...(items === undefined ? {} : { items: tuplesAsPrefix(items) }),
    ...(additionalItems === undefined ? {} : { additionalItems }),
  };
}
