package io.entrepot.auth.administrator;

/** Remembers that somebody showed a token that nobody has. */
public interface RefusedTokens {
    /** Writes it down in the audit: once in a while for each address, because anybody can make up tokens. */
    void refused(String address);
}
