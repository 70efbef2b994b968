package io.entrepot.kit.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that only this machine reaches. */
public final class Loopback {
    private Loopback() {}

    /** Whether whoever listens there is reached by this machine only; not where the name is unknown. */
    public static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
