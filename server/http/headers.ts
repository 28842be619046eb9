// Security headers: the page loads from this server alone, runs no inline script and stands in no frame.
import type { FastifyHelmetOptions } from '@fastify/helmet';

export const SECURITY_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      // 'self' covers the WebSocket of the same host.
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // The program speaks plain HTTP; whoever puts TLS in front adds this there.
  strictTransportSecurity: false,
  // On plain HTTP beyond localhost browsers ignore these two and complain.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
};
