package io.entrepot.kit.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns the name of a host into all of its addresses. May block. */
@FunctionalInterface
interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
}
