// The few pictures of the house, drawn with one pen (24 × 24, strokes of the current colour).

const PATHS = {
  hash: "M4.5 9h15M4.5 15h15M10 3.5 8 20.5M16 3.5l-2 17",
  gate: "M3 8.5 12 4l9 4.5M5.5 9v11M18.5 9v11M5.5 20h4v-6.5h5V20h4",
  people:
    "M12.2 8a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0M3 20c0-3.5 2.7-6 6-6s6 2.5 6 6M16 5.2a3.2 3.2 0 0 1 0 5.8M17.5 14.3c2.1.8 3.5 2.9 3.5 5.7",
  find: "M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M20 20l-4.2-4.2",
  plus: "M12 5v14M5 12h14",
  send: "M12 19V5M6 11l6-6 6 6",
  close: "m6 6 12 12M18 6 6 18",
  clock: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0M12 7.5V12l3 2",
  pen: "m5 19 1-4L16.500 4.500l3 3L9 18z",
  back: "m14.500 5-7 7 7 7",
  down: "m6 10 6 6 6-6",
  up: "m6 14 6-6 6 6",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  check: "m5 12.500 4.500 4.500L19 7.500",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
  hidden:
    "M4 4l16 16M9.900 5.800A9 9 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a16 16 0 0 1-2.700 3.400M6.200 7.200A15 15 0 0 0 2.500 12S6 18.500 12 18.500a9 9 0 0 0 4.300-1.100M9.900 9.900a3 3 0 0 0 4.200 4.200",
  trash: "M4.500 7h15M10 7V4.500h4V7M6.500 7l1 13h9l1-13M10 11v5.500M14 11v5.500",
  alert: "M12 8v5M12 16.500v.01M20.500 12a8.500 8.500 0 1 1-17 0 8.500 8.500 0 0 1 17 0",
  retry: "M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.500 4v4h-4",
  leave: "M14 4.500H6.500v15H14M11 12h9.500M17 8l4 4-4 4",
  sun: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0M12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  screen: "M4 5h16v11H4zM9 20h6M12 16v4",
  phone: "M7.500 3.500h9v17h-9zM11 17.500h2",
  gear: "M5 7h8M17 7h2M5 17h2M11 17h8M17 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0M11 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0",
  download: "M12 4v11M7 10.500l5 5 5-5M5 19.500h14",
  letter: "M4 6h16v12.500H4zM4.500 7l7.500 6 7.500-6",
  flag: "M6 20.500V4M6 5c4-2 7 2 12 0v8.500c-5 2-8-2-12 0",
  book: "M5 18.500A2.500 2.500 0 0 1 7.500 16H19V4H7.500A2.500 2.500 0 0 0 5 6.500v12A2 2 0 0 0 7 20.500h12V16M9 8h6.500",
  box: "M4 8.500 12 4l8 4.500v7L12 20l-8-4.500zM4 8.500l8 4.500 8-4.500M12 13v7",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  mega: "M4 10v4l11 5V5L4 10zM15 9a3 3 0 0 1 0 6M7 15.500V19",
  star: "m12 3.800 2.500 5.200 5.700.800-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.800z",
  bell: "M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4",
  still: "M4 4l16 16M8 6.500A6 6 0 0 1 18 11v4M6.200 9.500q-.2.700-.2 1.500v5.500L4.500 18H18M10 20.500h4",
  stop: "M20.500 12a8.500 8.500 0 1 1-17 0 8.500 8.500 0 0 1 17 0M6 6l12 12",
  card: "M4 5.500h16v13H4zM11 11a2 2 0 1 1-4 0 2 2 0 0 1 4 0M6.500 16c.3-1.600 1.300-2.300 2.500-2.300s2.200.700 2.500 2.300M14.500 10h3M14.500 13.500h3",
  link: "M10 14a4 4 0 0 0 5.700 0l3.300-3.300a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0L5 13.300A4 4 0 0 0 10.700 19l1-1",
  archive: "M4 5h16v4H4zM5.500 9v10.500h13V9M10 13h4",
  key: "M12.500 11.500 20 4M17 7l2.500 2.500M13 15a4 4 0 1 1-8 0 4 4 0 0 1 8 0",
  keys: "M3 6.500h18v11H3zM6.500 10h.01M10 10h.01M13.500 10h.01M17 10h.01M7.500 14h9",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className ? `md-icon ${className}` : "md-icon"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** ㅁ, the first letter of 마당 and the plan of a ㅁ-shaped house; its gate stands open, somebody is in. */
export function Mark({ size = 25, className }: { size?: number; className?: string }) {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M10 20.500H6.500a3 3 0 0 1-3-3v-11a3 3 0 0 1 3-3h11a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3H16"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.100"
        strokeLinecap="round"
      />
      <circle cx="12" cy="12" r="2" fill="currentColor" />
    </svg>
  );
}
