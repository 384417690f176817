// A real link that changes the page without loading it anew.
import type { ComponentProps, MouseEvent } from "react";
import { follow, hrefOf, type Route } from "./route.ts";

export interface LinkProps extends Omit<ComponentProps<"a">, "href"> {
  to: Route;
  replace?: boolean;
}

export function Link({ to, replace = false, onClick, children, ...rest }: LinkProps) {
  const onPress = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    follow(to, { replace });
  };
  return (
    <a {...rest} href={hrefOf(to)} onClick={onPress}>
      {children}
    </a>
  );
}
