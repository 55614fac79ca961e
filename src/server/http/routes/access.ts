// Who may get in: sessions of browsers, tokens, and the audit log.
import { createRoute } from '@hono/zod-openapi';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { defined } from '../../../lib/defined.ts';
import type { Token } from '../../../state/access/access-store.ts';
import { noteAudit } from '../../note-audit.ts';
import { cookiePath, isFromElsewhere, limited, needs, sessionCookie } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import type { Served } from '../served.ts';
import { auditEntry, token } from '../shapes/event-shapes.ts';
import { bodyRefusals, json, refusals, z } from '../shapes.ts';

const scopes = z.array(z.enum(['read', 'run', 'approve', 'admin'])).min(1);

const signIn = createRoute({
  method: 'post',
  path: '/session',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.union([z.strictObject({ code: z.string() }), z.strictObject({ token: z.string() })]),
        },
      },
    },
  },
  responses: {
    ...bodyRefusals,
    200: json(token, 'A cookie is set that stands for the token'),
  },
});

const signOut = createRoute({
  method: 'delete',
  path: '/session',
  middleware: [needs('read')] as const,
  responses: { ...refusals, 200: json(z.object({}), 'The session has ended') },
});

const me = createRoute({
  method: 'get',
  path: '/me',
  middleware: [needs('read')] as const,
  responses: { ...refusals, 200: json(token, 'The token that asks') },
});

const list = createRoute({
  method: 'get',
  path: '/tokens',
  middleware: [needs('admin')] as const,
  responses: { ...refusals, 200: json(z.object({ tokens: z.array(token) }), 'All tokens, revoked ones too') },
});

const make = createRoute({
  method: 'post',
  path: '/tokens',
  middleware: [needs('admin')] as const,
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            name: z.string().min(1).max(100),
            scopes,
            expiresInDays: z.number().positive().max(3650).optional(),
          }),
        },
      },
    },
  },
  responses: {
    ...bodyRefusals,
    200: json(z.object({ token, secret: z.string() }), 'The secret is shown only here'),
  },
});

const revoke = createRoute({
  method: 'delete',
  path: '/tokens/{id}',
  middleware: [needs('admin')] as const,
  request: { params: z.object({ id: z.string().min(1).max(100) }) },
  responses: { ...refusals, 200: json(token, 'It is valid no more, and neither are its sessions') },
});

const audit = createRoute({
  method: 'get',
  path: '/audit',
  middleware: [needs('admin')] as const,
  request: {
    query: z.object({
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: {
    ...refusals,
    200: json(
      z.object({
        entries: z.array(auditEntry),
      }),
      'Newest first',
    ),
  },
});

const sessionMs = 30 * 86_400_000;
const dayMs = 86_400_000;

/** @param served the same that the routes find in their context */
export function accessRoutes(served: Served) {
  const app = newRoutes();
  // Guessing is hopeless with 256 bits, and attempts are limited even so.
  app.on('POST', '/session', limited(served, { perSecond: 0.2, burst: 10 }));
  return app
    .openapi(signIn, (c) => {
      // Else another page could sign its visitor in as a user of its own choice.
      if (isFromElsewhere(c)) return c.json({ message: 'The request comes from another page' }, 403);
      const { access, signInCodes, now } = served;
      const given = c.req.valid('json');
      const found =
        'code' in given
          ? tokenById(served, signInCodes.redeem(given.code))
          : access.tokenOf(given.token, now());
      if (found === undefined) return c.json({ message: 'The code or token is not valid (any more)' }, 401);
      setCookie(c, sessionCookie, access.startSession(found.id, now() + sessionMs), {
        path: cookiePath,
        httpOnly: true,
        sameSite: 'Strict',
        secure: new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https',
        maxAge: sessionMs / 1000,
      });
      noteAudit(served, { at: now(), who: found.name, what: 'SignIn', detail: {}, outcome: 'accepted' });
      return c.json(found, 200);
    })
    .openapi(signOut, (c) => {
      const cookie = getCookie(c, sessionCookie);
      if (cookie !== undefined) served.access.endSession(cookie);
      deleteCookie(c, sessionCookie, { path: cookiePath });
      return c.json({}, 200);
    })
    .openapi(me, (c) => c.json(c.get('caller').token, 200))
    .openapi(list, (c) => c.json({ tokens: [...served.access.tokens()] }, 200))
    .openapi(make, (c) => {
      const { access, now } = served;
      const { name, scopes: wanted, expiresInDays } = c.req.valid('json');
      const made = access.makeToken(
        {
          name,
          scopes: wanted,
          ...(expiresInDays === undefined ? {} : { expiresAt: now() + expiresInDays * dayMs }),
        },
        now(),
      );
      const detail = { id: made.token.id, name, scopes: wanted };
      noteAudit(served, {
        at: now(),
        who: c.get('caller').token.name,
        what: 'MakeToken',
        detail,
        outcome: 'accepted',
      });
      return c.json(made, 200);
    })
    .openapi(revoke, (c) => {
      const { access, now } = served;
      const { id } = c.req.valid('param');
      const gone = access.revoke(id, now());
      if (gone === undefined) return c.json({ message: `There is no token "${id}" that is valid` }, 404);
      const detail = { id: gone.id, name: gone.name };
      noteAudit(served, {
        at: now(),
        who: c.get('caller').token.name,
        what: 'RevokeToken',
        detail,
        outcome: 'accepted',
      });
      return c.json(gone, 200);
    })
    .openapi(audit, (c) => {
      const { before, limit } = c.req.valid('query');
      const entries = served.access.audit({ limit, ...defined({ before }) });
      return c.json({ entries: [...entries] }, 200);
    });
}

function tokenById({ access, now }: Served, id: string | undefined): Token | undefined {
  const found = access.tokens().find((one) => one.id === id);
  const isOver = found?.revokedAt !== undefined || (found?.expiresAt ?? Infinity) <= now();
  return isOver ? undefined : found;
}
