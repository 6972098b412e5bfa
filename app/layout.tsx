// The frame of every page: typefaces, theme before the first paint, and the providers of client state.
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Providers } from '@/components/site/providers';
import { themeScript } from '@/components/site/theme-script';
import { welcomeScript } from '@/components/welcome/kept-welcome';
import { inter, jetbrains } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Crosswarp: port CUDA to HIP and prove it', template: '%s · Crosswarp' },
  description:
    'Paste a CUDA program, read its HIP port with every edit explained, run both, see the results compared buffer by buffer, and share the proof by link.',
  applicationName: 'Crosswarp',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f4f5f7' },
    { media: '(prefers-color-scheme: dark)', color: '#161a20' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${inter.variable} ${jetbrains.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours that sets the theme before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: `${themeScript};${welcomeScript}` }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
