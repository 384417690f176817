// Hills, roofs and an open gate; light or dark by the colours of the theme.

export function Yard({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 1440 420" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle className="orb" cx="1130" cy="112" r="46" />
      <path className="far" d="M0 250q190-104 410-52t430-34 330-12 270 40v228H0z" />
      <path className="near" d="M0 312q250-82 560-34t520-40 360 16v166H0z" />
      {/* the wing behind */}
      <g className="back" transform="translate(-150 0)">
        <path d="M900 262q96-10 150-44 54 34 150 44l-10 10H910z" />
        <path d="M926 272h248v56H926z" />
      </g>
      {/* the house in front: a long roof, posts, a lit door, the gate in the wall */}
      <g className="house" transform="translate(-150 0)">
        <path d="M640 296q132-14 204-62h172q72 48 204 62l-14 13h-26v63h-40v-52h-96v52H856v-52h-96v52h-74v-63h-32z" />
      </g>
      <path className="lamp" transform="translate(-150 0)" d="M866 326h82v46h-82zM960 326h82v46h-82z" />
      <path
        className="lattice"
        transform="translate(-150 0)"
        d="M893 326v46M921 326v46M987 326v46M1015 326v46M866 349h82M960 349h82"
      />
      <g className="wall">
        <path d="M0 358h460v-9h30v71H0zM1072 349h24v9h344v62h-368z" />
        <path d="M0 351q230-10 462 0v9H0zM1090 351q180-8 350-3v12h-350z" />
      </g>
      <path className="ground" d="M0 398q360-28 720-26t720 20v28H0z" />
      <path
        className="tree"
        d="M342 372c4-44 2-76-10-112 14 18 20 34 22 52 6-26 16-44 34-58-14 26-22 58-22 118z"
      />
      <g className="leaves">
        <circle cx="318" cy="232" r="34" />
        <circle cx="358" cy="206" r="42" />
        <circle cx="400" cy="236" r="32" />
        <circle cx="356" cy="250" r="34" />
      </g>
      <g className="fruit">
        <circle cx="330" cy="224" r="5" />
        <circle cx="366" cy="196" r="5" />
        <circle cx="388" cy="238" r="5" />
        <circle cx="348" cy="254" r="5" />
        <circle cx="410" cy="226" r="5" />
      </g>
    </svg>
  );
}
