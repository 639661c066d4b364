import { createServer, type Server } from 'node:http';
import { addressPage } from './address-page.ts';

/**
 * The plain listener beside an HTTPS server: sends pages on to the encrypted address and never serves the app. What is no
 * page (a cast, a sign-in) is refused instead: sent on, a program that speaks without encryption would go unnoticed.
 * `originOf`: the https origin for a Host header, or null where that host is none of ours.
 */
export function createRedirect(originOf: (host: string) => string | null): Server {
  return createServer((request, response) => {
    const { method = '', url = '/' } = request;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Connection', 'close');
    // Before the body is read: nothing that was sent without encryption is of interest.
    const end = (status: number, body = '') => {
      response.statusCode = status;
      response.end(method === 'HEAD' ? '' : body);
    };
    const isPage = url.startsWith('/') && !/^\/+(?:api|urn)(?:[/?]|$)/.test(url);
    if ((method !== 'GET' && method !== 'HEAD') || !isPage) {
      response.setHeader('Upgrade', 'TLS/1.2, HTTP/1.1');
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      return end(426, 'HTTPS required\n');
    }
    const origin = originOf(request.headers.host ?? '');
    if (origin !== null) {
      response.setHeader('Location', origin + url);
      return end(308);
    }
    const { html, policy } = addressPage({ fault: 'unknown-host', origin: null });
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    end(421, html);
  });
}
