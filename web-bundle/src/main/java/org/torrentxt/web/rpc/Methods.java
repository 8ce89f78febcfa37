package org.torrentxt.web.rpc;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.access.Visitor;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.call.Method;
import org.torrentxt.web.rpc.session.Preferences;
import org.torrentxt.web.rpc.session.SessionMethods;
import org.torrentxt.web.rpc.torrent.TorrentMethods;
import org.torrentxt.web.site.Policies;

/** All methods by name, and who may call them. */
final class Methods {
    private final Map<String, Method> all;

    Methods(String sessionId) {
        Preferences preferences = new Preferences();
        all = Stream.concat(
                        new TorrentMethods(preferences).all().stream(),
                        new SessionMethods(preferences, sessionId).all().stream())
                .collect(Collectors.toUnmodifiableMap(Method::name, Function.identity()));
    }

    Map<String, Method> all() {
        return all;
    }

    Answer call(RpcRequest request, TorrentSession session, Policies policies, Visitor visitor) {
        String name = request.method().orElseThrow(() -> TorrentException.invalid("no method name"));
        Method method = all.get(name);
        if (method == null) {
            throw TorrentException.invalid("method name not recognized: '" + name + "'");
        }
        if (!method.isReading() && !visitor.mayManage()) {
            throw TorrentException.invalid("user '" + visitor.user() + "' has read-only access, and " + name
                    + " changes something; the roles that may are roles.manage of org.torrentxt.web");
        }
        return method.body().call(new Call(session, policies.of(session.name()), visitor, request.arguments()));
    }
}
